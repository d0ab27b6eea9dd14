// Procedures as integrations read them, scoped by organization.
import type { ProcedureStatus, ProcedureType } from '../../../shared/model/procedure'
import { isRowId } from '../row-id'
import type { Db } from '../store'
import { count, type Window } from './page'

const columns = [
  'p.id',
  'p.type',
  'p.status',
  'p.facility_id',
  'f.name as facility_name',
  'p.subject_id',
  's.code as subject_code',
  'p.created_at',
  'p.completed_at',
] as const

export interface ProcedureFilter {
  readonly facility?: number | undefined
  readonly type?: ProcedureType | undefined
  readonly status?: ProcedureStatus | undefined
  /** Its id. */
  readonly subject?: number | undefined
  readonly updatedSince?: string | undefined
}

/** Newest first. */
export async function listProcedures(db: Db, organization: number, filter: ProcedureFilter, window: Window) {
  let query = db
    .selectFrom('procedures as p')
    .innerJoin('facilities as f', 'f.id', 'p.facility_id')
    .leftJoin('subjects as s', 's.id', 'p.subject_id')
    .where('p.organization_id', '=', organization)
  if (filter.facility !== undefined) query = query.where('p.facility_id', '=', filter.facility)
  if (filter.type !== undefined) query = query.where('p.type', '=', filter.type)
  if (filter.status !== undefined) query = query.where('p.status', '=', filter.status)
  if (filter.subject !== undefined) query = query.where('p.subject_id', '=', filter.subject)
  if (filter.updatedSince !== undefined) query = query.where('p.updated_at', '>=', filter.updatedSince)
  const { n } = await query.select(count).executeTakeFirstOrThrow()
  const items = await query
    .select(columns)
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(window.limit)
    .offset(window.offset)
    .execute()
  return { items, total: Number(n) }
}

export type ProcedureRow = Awaited<ReturnType<typeof listProcedures>>['items'][number]

/** One procedure of the organization, with the containers' present names in the order of the request. */
export async function findProcedureRow(db: Db, organization: number, id: number) {
  if (!isRowId(id)) return undefined
  const row = await db
    .selectFrom('procedures as p')
    .innerJoin('facilities as f', 'f.id', 'p.facility_id')
    .leftJoin('subjects as s', 's.id', 'p.subject_id')
    .select(columns)
    .where('p.organization_id', '=', organization)
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const containers = await db
    .selectFrom('procedure_vials as v')
    .innerJoin('containers as c', 'c.id', 'v.container_id')
    .select(['c.id', 'c.name', 'c.description'])
    .where('v.procedure_id', '=', id)
    .orderBy('v.ordinal')
    .execute()
  return { row, containers }
}
