// Procedures that were made at this bench and that central has not numbered yet: what their acts in the outbox say they will be.
import type { CreateProcedure } from '../../../shared/acts/create-procedure'
import { numberedAct } from '../../../shared/acts/made'
import type { FacilityRules } from '../../../shared/model/facility-rules'
import { type ProcedureId, subjectId } from '../../../shared/model/ids'
import { isUnnumbered, madeNumber, madeVialNumber } from '../../../shared/model/made'
import type { Person } from '../../../shared/model/person'
import type { Procedure, ProcedureVial } from '../../../shared/model/procedure'
import { may } from '../../../shared/rights'
import type { InventoryRow } from '../../../shared/views/inventory'
import type { OutboxEntry } from '../store/contract/outbox'
import type { Store } from '../store/contract/store'

const untouched = { tag: null, place: null, outcome: 'pending', outcomeAt: null } as const

function knownVial(
  type: CreateProcedure['type'],
  { containerId, name }: CreateProcedure['vials'][number],
  row: InventoryRow | null,
): ProcedureVial {
  const vial = { containerId, name, description: '', ...untouched }
  if (row === null) return vial
  const { tag, place } = row
  if (type === 'RETRIEVAL') return { ...vial, tag, place }
  // It comes back with the tag that it has.
  return tag === null ? vial : { ...vial, tag, returning: true }
}

/** Whether it is queued at once, as central will decide by what it knows then. */
export const isQueuedAtOnce = (
  type: CreateProcedure['type'],
  person: Pick<Person, 'role'> | null | undefined,
  { twoPeople }: FacilityRules,
): boolean => type === 'RETRIEVAL' && may(person, 'procedure.accept') && !twoPeople

/** What the act makes, as this bench foresees it. */
export function madeProcedure(
  body: CreateProcedure,
  { actor, occurredAt }: OutboxEntry['envelope'],
  known: {
    readonly container: (id: CreateProcedure['vials'][number]['containerId']) => InventoryRow | null
    readonly people: readonly Person[]
    readonly rules: FacilityRules
  },
): Procedure {
  const { madeId, type, facilityId, subjectCode, newVials, vials } = body
  const person = actor.kind === 'person' ? known.people.find(({ id }) => id === actor.personId) : undefined
  const isQueued = isQueuedAtOnce(type, person, known.rules)
  const status = isQueued ? 'CREATED' : 'PENDING'
  return {
    id: madeNumber(madeId),
    type,
    typeName: type,
    status,
    statusName: status,
    facilityId,
    // Central has its number; here only the code counts.
    subject: { id: subjectId(0), code: subjectCode },
    vials: [
      ...newVials.map((vial, nth) => ({ containerId: madeVialNumber(madeId, nth), ...vial, ...untouched })),
      ...vials.map((vial) => knownVial(type, vial, known.container(vial.containerId))),
    ],
    requestedBy: actor,
    preparedBy: null,
    acceptedBy: isQueued ? actor : null,
    device: null,
    claim: null,
    refill: null,
    reason: null,
    made: { id: madeId, subjectCode, newVials: newVials.length },
    createdAt: occurredAt,
    startedAt: null,
    completedAt: null,
    updatedAt: occurredAt,
    version: 0,
  }
}

export interface KnownProcedures {
  /** As central last told, or as it was made here; by any number that it has or had. */
  get(id: ProcedureId): Procedure | null
  /** Open ones: of the mirror, and those that are made here and not refused. */
  open(): readonly Procedure[]
  /** Under which numbers acts on it can stand in the outbox: the one before it was numbered first. */
  numbers(procedure: Procedure): readonly ProcedureId[]
  /** Oldest first, whatever number they were saved under; by the numbers that it has now. */
  unsettled(procedure: Procedure): readonly OutboxEntry[]
  refused(procedure: Procedure): readonly OutboxEntry[]
}

export function knownProcedures({ mirror, outbox }: Pick<Store, 'mirror' | 'outbox'>): KnownProcedures {
  const numbers = ({ id, made }: Procedure): readonly ProcedureId[] =>
    made === undefined || isUnnumbered(id) ? [id] : [madeNumber(made.id), id]
  const entries = (procedure: Procedure, of: (id: ProcedureId) => readonly OutboxEntry[]): readonly OutboxEntry[] =>
    numbers(procedure).flatMap((number) =>
      of(number).map((entry) => ({ ...entry, body: numberedAct(entry.body, procedure) })),
    )
  const madeHere = (id: ProcedureId): Procedure | null => {
    if (!isUnnumbered(id)) return null
    const entry = [...outbox.unsettled(id), ...outbox.refused(id)].find(({ body }) => body.kind === 'procedure.create')
    if (entry?.body.kind !== 'procedure.create') return null
    const known = { container: mirror.container, people: mirror.people(), rules: mirror.rules() }
    return madeProcedure(entry.body, entry.envelope, known)
  }
  return {
    get: (id) => mirror.procedure(id) ?? madeHere(id),
    open() {
      const unnumbered = outbox.unsettledProcedures().filter((id) => isUnnumbered(id) && mirror.procedure(id) === null)
      return [...mirror.openProcedures(), ...unnumbered.flatMap((id) => madeHere(id) ?? [])]
    },
    numbers,
    unsettled: (procedure) => entries(procedure, outbox.unsettled),
    refused: (procedure) => entries(procedure, outbox.refused),
  }
}
