// Procedures with their vials: rows to the shared model and back.
import type { Selectable } from 'kysely'
import { actor, place } from '../../shared/api/entities'
import { tagId } from '../../shared/api/fields'
import { benchId, containerId, deviceId, facilityId, procedureId, storageId, subjectId } from '../../shared/model/ids'
import {
  type Actor,
  outcomes,
  type Procedure,
  type ProcedureVial,
  procedureStatuses,
  procedureTypes,
  type Refill,
} from '../../shared/model/procedure'
import type { ProcedureEvent } from '../../shared/procedure/event'
import { isRowId } from './row-id'
import type { ProceduresTable } from './schema/schema'
import type { Db } from './store'

const parsedActor = (text: string | null): Actor | null => (text === null ? null : actor.parse(JSON.parse(text)))
const actorText = (value: Actor | null): string | null => (value === null ? null : JSON.stringify(value))

interface StoredRefill extends Omit<Refill, 'storageId'> {
  readonly storageId: number
}

const parsedRefill = (text: string | null): Refill | null => {
  if (text === null) return null
  const refill: StoredRefill = JSON.parse(text)
  return { ...refill, storageId: storageId(refill.storageId) }
}

type Row = Selectable<ProceduresTable> & {
  subject_code: string | null
  device_name: string | null
  claim_bench_name: string | null
}

const selection = (db: Db) =>
  db
    .selectFrom('procedures as p')
    .leftJoin('subjects as s', 's.id', 'p.subject_id')
    .leftJoin('devices as d', 'd.id', 'p.device_id')
    .leftJoin('benches as b', 'b.id', 'p.claim_bench_id')
    .selectAll('p')
    .select(['s.code as subject_code', 'd.name as device_name', 'b.name as claim_bench_name'])

function claimOf(row: Row): Procedure['claim'] {
  if (row.claim_bench_id === null || row.claim_expires_at === null) return null
  return {
    benchId: benchId(row.claim_bench_id),
    benchName: row.claim_bench_name ?? row.claim_bench_id,
    expiresAt: row.claim_expires_at,
  }
}

function procedureOf(row: Row, vials: readonly ProcedureVial[]): Procedure {
  return {
    id: procedureId(row.id),
    type: procedureTypes.find((type) => type === row.type) ?? 'UNKNOWN',
    typeName: row.type,
    status: procedureStatuses.find((status) => status === row.status) ?? 'UNKNOWN',
    statusName: row.status,
    facilityId: facilityId(row.facility_id),
    subject: row.subject_id === null ? null : { id: subjectId(row.subject_id), code: row.subject_code ?? '' },
    vials,
    requestedBy: parsedActor(row.requested_by),
    preparedBy: parsedActor(row.prepared_by),
    acceptedBy: parsedActor(row.accepted_by),
    device: row.device_id === null ? null : { id: deviceId(row.device_id), name: row.device_name ?? '' },
    claim: claimOf(row),
    refill: parsedRefill(row.refill),
    reason: row.reason,
    createdAt: row.created_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

async function vialsOf(db: Db, ids: readonly number[]): Promise<Map<number, ProcedureVial[]>> {
  const byProcedure = new Map<number, ProcedureVial[]>()
  if (ids.length === 0) return byProcedure
  const rows = await db
    .selectFrom('procedure_vials as v')
    .innerJoin('containers as c', 'c.id', 'v.container_id')
    .selectAll('v')
    .select(['c.name', 'c.description'])
    .where('v.procedure_id', 'in', [...ids])
    .orderBy('v.procedure_id')
    .orderBy('v.ordinal')
    .execute()
  for (const row of rows) {
    const vials = byProcedure.get(row.procedure_id) ?? []
    vials.push({
      containerId: containerId(row.container_id),
      name: row.name,
      description: row.description,
      tag: row.tag === null ? null : tagId.parse(row.tag),
      place: row.place === null ? null : place.parse(JSON.parse(row.place)),
      outcome: outcomes.find((outcome) => outcome === row.outcome) ?? 'unknown',
      outcomeAt: row.outcome_at,
    })
    byProcedure.set(row.procedure_id, vials)
  }
  return byProcedure
}

/** Procedures by id, in the order of `ids`, with their vials; ids that don't exist are left out. */
export async function loadProcedures(db: Db, ids: readonly number[]): Promise<readonly Procedure[]> {
  if (ids.length === 0) return []
  const rows = await selection(db)
    .where('p.id', 'in', [...ids])
    .execute()
  const vials = await vialsOf(db, ids)
  const byId = new Map(rows.map((row) => [row.id, procedureOf(row, vials.get(row.id) ?? [])]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** A procedure of this facility; undefined for any other, so that a foreign id looks like none. */
export async function loadProcedure(db: Db, facility: number, id: number): Promise<Procedure | undefined> {
  if (!isRowId(id)) return undefined
  const [procedure] = await loadProcedures(db, [id])
  return procedure?.facilityId === facility ? procedure : undefined
}

/** Of a procedure of this facility; undefined if there is none. */
export async function procedureVersion(db: Db, facility: number, id: number): Promise<number | undefined> {
  if (!isRowId(id)) return undefined
  const row = await db
    .selectFrom('procedures')
    .select('version')
    .where('id', '=', id)
    .where('facility_id', '=', facility)
    .executeTakeFirst()
  return row?.version
}

const columnsOf = (procedure: Procedure) => ({
  status: procedure.statusName,
  requested_by: actorText(procedure.requestedBy),
  prepared_by: actorText(procedure.preparedBy),
  accepted_by: actorText(procedure.acceptedBy),
  device_id: procedure.device?.id ?? null,
  claim_bench_id: procedure.claim?.benchId ?? null,
  claim_expires_at: procedure.claim?.expiresAt ?? null,
  refill: procedure.refill === null ? null : JSON.stringify(procedure.refill),
  reason: procedure.reason,
  started_at: procedure.startedAt,
  completed_at: procedure.completedAt,
  updated_at: procedure.updatedAt,
  version: procedure.version,
})

const vialColumns = (vial: ProcedureVial) => ({
  tag: vial.tag,
  place: vial.place === null ? null : JSON.stringify(vial.place),
  outcome: vial.outcome,
  outcome_at: vial.outcomeAt,
})

export type NewProcedure = Omit<Procedure, 'id'>

/** Writes a new procedure with its vials; answers the id that the database gave it. */
export async function insertProcedure(db: Db, organization: number, procedure: NewProcedure): Promise<Procedure> {
  const row = await db
    .insertInto('procedures')
    .values({
      ...columnsOf({ ...procedure, id: procedureId(0) }),
      organization_id: organization,
      facility_id: procedure.facilityId,
      type: procedure.typeName,
      subject_id: procedure.subject?.id ?? null,
      created_at: procedure.createdAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const vials = procedure.vials.map((vial, ordinal) => ({
    procedure_id: row.id,
    container_id: vial.containerId,
    ordinal,
    ...vialColumns(vial),
  }))
  if (vials.length > 0) await db.insertInto('procedure_vials').values(vials).execute()
  return { ...procedure, id: procedureId(row.id) }
}

/** Writes what differs between the two states of one procedure. */
export async function saveProcedure(db: Db, before: Procedure, after: Procedure): Promise<void> {
  await db.updateTable('procedures').set(columnsOf(after)).where('id', '=', after.id).execute()
  for (const [index, vial] of after.vials.entries()) {
    if (vial === before.vials[index]) continue
    await db
      .updateTable('procedure_vials')
      .set(vialColumns(vial))
      .where('procedure_id', '=', after.id)
      .where('container_id', '=', vial.containerId)
      .execute()
  }
}

export type StoredEvent = ProcedureEvent | { readonly kind: 'create'; readonly at: string; readonly by: Actor }

/** Keeps what happened; `procedure` is the state it led to. */
export async function insertEvent(db: Db, procedure: Procedure, event: StoredEvent, intentId: string | null) {
  const { kind, at, by, ...body } = event
  await db
    .insertInto('procedure_events')
    .values({
      procedure_id: procedure.id,
      ordinal: procedure.version,
      kind,
      body: JSON.stringify(body),
      actor: JSON.stringify(by),
      at,
      intent_id: intentId,
    })
    .execute()
}

/** What of these kinds happened to a procedure, latest first. */
export async function eventsOf(
  db: Db,
  procedure: number,
  kinds: readonly StoredEvent['kind'][],
): Promise<readonly StoredEvent[]> {
  const rows = await db
    .selectFrom('procedure_events')
    .select(['kind', 'body', 'actor', 'at'])
    .where('procedure_id', '=', procedure)
    .where('kind', 'in', [...kinds])
    .orderBy('ordinal', 'desc')
    .execute()
  return rows.map(({ kind, body, actor: by, at }) => ({ ...JSON.parse(body), kind, by: JSON.parse(by), at }))
}
