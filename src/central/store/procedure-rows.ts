// A procedure as the rows of the database, and back.
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { lateReport, made } from '../../shared/api/entities'
import { actor, place, writtenTag } from '../../shared/api/fields'
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
import type { ProceduresTable, ProcedureVialsTable } from './schema/procedures'
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

const reports = z.array(lateReport)
const parsedReports = (text: string) => reports.parse(JSON.parse(text))

const parsedMade = (text: string) => made.parse(JSON.parse(text))

export type ProcedureRow = Selectable<ProceduresTable> & {
  subject_code: string | null
  device_name: string | null
  claim_bench_name: string | null
}

export const procedureSelection = (db: Db) =>
  db
    .selectFrom('procedures as p')
    .leftJoin('subjects as s', 's.id', 'p.subject_id')
    .leftJoin('devices as d', 'd.id', 'p.device_id')
    .leftJoin('benches as b', 'b.id', 'p.claim_bench_id')
    .selectAll('p')
    .select(['s.code as subject_code', 'd.name as device_name', 'b.name as claim_bench_name'])

function claimOf(row: ProcedureRow): Procedure['claim'] {
  if (row.claim_bench_id === null || row.claim_expires_at === null) return null
  return {
    benchId: benchId(row.claim_bench_id),
    benchName: row.claim_bench_name ?? row.claim_bench_id,
    expiresAt: row.claim_expires_at,
  }
}

export function procedureOf(row: ProcedureRow, vials: readonly ProcedureVial[]): Procedure {
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
    ...(row.ended_by !== null && { endedBy: parsedActor(row.ended_by) }),
    ...(row.late_reports !== null && { lateReports: parsedReports(row.late_reports) }),
    ...(row.made !== null && { made: parsedMade(row.made) }),
    createdAt: row.created_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

type VialRow = Selectable<ProcedureVialsTable> & { name: string; description: string }

export const vialOf = (row: VialRow): ProcedureVial => ({
  containerId: containerId(row.container_id),
  name: row.name,
  description: row.description,
  tag: row.tag === null ? null : writtenTag.parse(row.tag),
  place: row.place === null ? null : place.parse(JSON.parse(row.place)),
  outcome: outcomes.find((outcome) => outcome === row.outcome) ?? 'unknown',
  outcomeAt: row.outcome_at,
  ...(row.returning === 1 && { returning: true }),
})

export const columnsOf = (procedure: Procedure) => ({
  status: procedure.statusName,
  requested_by: actorText(procedure.requestedBy),
  prepared_by: actorText(procedure.preparedBy),
  accepted_by: actorText(procedure.acceptedBy),
  device_id: procedure.device?.id ?? null,
  claim_bench_id: procedure.claim?.benchId ?? null,
  claim_expires_at: procedure.claim?.expiresAt ?? null,
  refill: procedure.refill === null ? null : JSON.stringify(procedure.refill),
  reason: procedure.reason,
  ended_by: actorText(procedure.endedBy ?? null),
  late_reports: procedure.lateReports === undefined ? null : JSON.stringify(procedure.lateReports),
  started_at: procedure.startedAt,
  completed_at: procedure.completedAt,
  updated_at: procedure.updatedAt,
  version: procedure.version,
})

export const vialColumns = (vial: ProcedureVial) => ({
  tag: vial.tag,
  place: vial.place === null ? null : JSON.stringify(vial.place),
  outcome: vial.outcome,
  outcome_at: vial.outcomeAt,
  returning: vial.returning === true ? 1 : 0,
})
