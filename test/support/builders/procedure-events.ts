// Procedures in each type and status, and one event of each kind.
import { deviceId, personId, procedureId, storageId } from '../../../src/shared/model/ids'
import type {
  Actor,
  Procedure,
  ProcedureStatus,
  ProcedureType,
  ProcedureVial,
} from '../../../src/shared/model/procedure'
import type { ProcedureEvent, ProcedureEventKind } from '../../../src/shared/procedure/event'
import { aPerson, aProcedure, asActor, aVial, tag } from './procedure'
import { place, vialId } from './store-1234'

export const at = '2024-01-15T10:30:00.000Z'

const armRef = { id: deviceId(1), name: 'Arm' }
export const arm: Actor = { kind: 'device', deviceId: armRef.id, name: armRef.name }
export const staff: Actor = asActor(aPerson({ name: 'Mara' }))
export const supervisor: Actor = asActor(aPerson({ id: personId('p2'), name: 'Ines', role: 'supervisor' }))

/** A vial with its tag and its place. */
export const ready = (n: number): ProcedureVial => aVial(n, { tag: tag(n), place: place(n) })

/** As it is in this status: its vials tagged once it is queued, decided once it has ended. */
export const procedure = (type: ProcedureType, status: ProcedureStatus, change: Partial<Procedure> = {}): Procedure =>
  aProcedure({
    id: procedureId(7),
    type,
    status,
    vials: type === 'REFILL' ? [] : [ready(1), ready(2)],
    device: status === 'IN_PROGRESS' ? armRef : null,
    ...(type === 'REFILL' && {
      subject: null,
      refill: { storageId: storageId(1), tankName: 'A', levelBefore: 60, levelNow: 60, litresAdded: 0 },
    }),
    createdAt: at,
    updatedAt: at,
    version: 3,
    ...change,
  })

/** One event of each kind, by someone who may. */
export const events: { readonly [Kind in ProcedureEventKind]: Extract<ProcedureEvent, { kind: Kind }> } = {
  assignTag: { kind: 'assignTag', at, by: staff, containerId: vialId(1), tag: tag(1), place: place(1) },
  releaseTag: { kind: 'releaseTag', at, by: staff, containerId: vialId(1), tag: tag(1) },
  prepare: { kind: 'prepare', at, by: staff },
  accept: { kind: 'accept', at, by: supervisor },
  cancel: { kind: 'cancel', at, by: supervisor, reason: 'Postponed' },
  start: { kind: 'start', at, by: arm, device: armRef },
  recordOutcome: { kind: 'recordOutcome', at, by: arm, containerId: vialId(1), outcome: 'done' },
  reportRefill: { kind: 'reportRefill', at, by: arm, levelPercent: 90, litresAdded: 100 },
  complete: { kind: 'complete', at, by: arm },
  fail: { kind: 'fail', at, by: arm, reason: 'Stuck' },
  end: {
    kind: 'end',
    at,
    by: supervisor,
    reason: 'The device is silent',
    outcomes: [
      { containerId: vialId(1), outcome: 'done' },
      { containerId: vialId(2), outcome: 'notDone' },
    ],
  },
  verify: { kind: 'verify', at, by: staff, containerId: vialId(1), place: place(4) },
  reportLate: { kind: 'reportLate', at, by: arm, containerId: vialId(2), said: 'done', reason: null },
}
