// Procedures and events for tests, with overrides.
import {
  benchId,
  containerId,
  deviceId,
  facilityId,
  personId,
  procedureId,
  storageId,
  subjectId,
} from '../../../../src/shared/model/ids'
import type { Place } from '../../../../src/shared/model/place'
import type {
  Actor,
  Procedure,
  ProcedureStatus,
  ProcedureType,
  ProcedureVial,
} from '../../../../src/shared/model/procedure'
import { parseTagId, type TagId } from '../../../../src/shared/model/reader'
import type { ProcedureEvent, ProcedureEventKind } from '../../../../src/shared/procedure/event'

export const at = '2024-01-15T10:30:00.000Z'

export const tag = (number: number): TagId => {
  const id = parseTagId(`E004${number.toString(16).padStart(12, '0')}`)
  if (!id) throw new Error('no tag')
  return id
}

export const place = (position: number): Place => ({ storageId: storageId(1), canister: 'C1', cane: 'K01', position })

export const staff: Actor = { kind: 'person', personId: personId('p1'), name: 'Mara', benchId: benchId('b1') }
export const supervisor: Actor = { kind: 'person', personId: personId('p2'), name: 'Ines', benchId: benchId('b1') }
export const arm: Actor = { kind: 'device', deviceId: deviceId(1), name: 'Arm' }
const client: Actor = { kind: 'client', clientId: 'emr', name: 'EMR' }

export const vial = (number: number, change: Partial<ProcedureVial> = {}): ProcedureVial => ({
  containerId: containerId(number),
  name: `VL-${number}`,
  description: '',
  tag: null,
  place: null,
  outcome: 'pending',
  outcomeAt: null,
  ...change,
})

export const ready = (number: number) => vial(number, { tag: tag(number), place: place(number) })

/** As it is in this status: its vials tagged once it is queued, decided once it has ended. */
export function procedure(type: ProcedureType, status: ProcedureStatus, change: Partial<Procedure> = {}): Procedure {
  const vials = type === 'REFILL' ? [] : [ready(1), ready(2)]
  return {
    id: procedureId(7),
    type,
    typeName: type,
    status,
    statusName: status,
    facilityId: facilityId(1),
    subject: type === 'REFILL' ? null : { id: subjectId(1), code: 'SUBJ-2024-001' },
    vials,
    requestedBy: client,
    preparedBy: null,
    acceptedBy: null,
    device: status === 'IN_PROGRESS' ? { id: deviceId(1), name: 'Arm' } : null,
    claim: null,
    refill:
      type === 'REFILL'
        ? { storageId: storageId(1), tankName: 'A', levelBefore: 60, levelNow: 60, litresAdded: 0 }
        : null,
    reason: null,
    createdAt: at,
    startedAt: null,
    completedAt: null,
    updatedAt: at,
    version: 3,
    ...change,
  }
}

/** One event of each kind, by someone who may. */
export const events: { readonly [Kind in ProcedureEventKind]: Extract<ProcedureEvent, { kind: Kind }> } = {
  assignTag: { kind: 'assignTag', at, by: staff, containerId: containerId(1), tag: tag(1), place: place(1) },
  releaseTag: { kind: 'releaseTag', at, by: staff, containerId: containerId(1), tag: tag(1) },
  prepare: { kind: 'prepare', at, by: staff },
  accept: { kind: 'accept', at, by: supervisor },
  cancel: { kind: 'cancel', at, by: supervisor, reason: 'Postponed' },
  start: { kind: 'start', at, by: arm, device: { id: deviceId(1), name: 'Arm' } },
  recordOutcome: { kind: 'recordOutcome', at, by: arm, containerId: containerId(1), outcome: 'done' },
  reportRefill: { kind: 'reportRefill', at, by: arm, levelPercent: 90, litresAdded: 100 },
  complete: { kind: 'complete', at, by: arm },
  fail: { kind: 'fail', at, by: arm, reason: 'Stuck' },
}
