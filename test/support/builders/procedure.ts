// Procedures, vials and people for tests: sensible by default, changed by what a test names.
import {
  benchId,
  containerId,
  deviceId,
  facilityId,
  personId,
  procedureId,
  storageId,
  subjectId,
} from '../../../src/shared/model/ids'
import type { Person } from '../../../src/shared/model/person'
import type { Place } from '../../../src/shared/model/place'
import type { Actor, Procedure, ProcedureVial } from '../../../src/shared/model/procedure'
import type { TagId } from '../../../src/shared/model/reader'
import { parseTagId } from '../../../src/shared/model/tag'

/** A tag from its hex text; a test that writes no hex has a bug. */
export function tagOf(text: string): TagId {
  const tag = parseTagId(text)
  if (tag === undefined) throw new Error(`Not a tag: ${text}`)
  return tag
}

/** Tag number `n`. */
export const tag = (n: number): TagId => tagOf(`E2801160${n.toString(16).padStart(16, '0')}`)

export const aPlace = (change: Partial<Place> = {}): Place => ({
  storageId: storageId(2),
  canister: 'C1',
  cane: 'CN3',
  position: 1,
  ...change,
})

/** Vial number `n`, named VL-00n. */
export const aVial = (n: number, change: Partial<ProcedureVial> = {}): ProcedureVial => ({
  containerId: containerId(100 + n),
  name: `VL-${String(n).padStart(3, '0')}`,
  description: 'Tissue sample',
  tag: null,
  place: null,
  outcome: 'pending',
  outcomeAt: null,
  ...change,
})

export const someVials = (
  count: number,
  change: (n: number) => Partial<ProcedureVial> = () => ({}),
): readonly ProcedureVial[] => Array.from({ length: count }, (_, index) => aVial(index + 1, change(index + 1)))

export const aClient = (name = 'Clinic EMR'): Actor => ({ kind: 'client', clientId: 'emr', name })

export const aPerson = (change: Partial<Person> = {}): Person => ({
  id: personId('p1'),
  name: 'M. Weber',
  role: 'staff',
  ...change,
})

export const asActor = ({ id, name }: Person): Actor => ({ kind: 'person', personId: id, name, benchId: benchId('b1') })

export const aDeviceRef = { id: deviceId(1), name: 'Device 1' }

/** A PENDING STORE with two vials, asked for by the EMR. */
export function aProcedure(change: Partial<Procedure> = {}): Procedure {
  const type = change.type ?? 'STORE'
  const status = change.status ?? 'PENDING'
  return {
    id: procedureId(1234),
    type,
    typeName: type,
    status,
    statusName: status,
    facilityId: facilityId(1),
    subject: { id: subjectId(7), code: 'SUBJ-2024-001' },
    vials: someVials(2),
    requestedBy: aClient(),
    preparedBy: null,
    acceptedBy: null,
    device: null,
    claim: null,
    refill: null,
    reason: null,
    createdAt: '2026-03-03T09:58:00.000Z',
    startedAt: null,
    completedAt: null,
    updatedAt: '2026-03-03T09:58:00.000Z',
    version: 1,
    ...change,
  }
}
