// Procedures, vials and containers by their numbers, as central's feed tells of them: for tests that need many.
import type { SampleContainer } from '../../../src/shared/model/container'
import { containerId, procedureId, storageId, subjectId } from '../../../src/shared/model/ids'
import type { Place } from '../../../src/shared/model/place'
import type { Procedure, ProcedureVial } from '../../../src/shared/model/procedure'
import * as one from './procedure'

export { tag } from './procedure'

const subject = { id: subjectId(1), code: 'S-1' }

export const placeAt = (tank: number, canister: string, cane: string, position: number): Place => ({
  storageId: storageId(tank),
  canister,
  cane,
  position,
})

export const vial = (n: number, change: Partial<ProcedureVial> = {}): ProcedureVial =>
  one.aVial(n, { containerId: containerId(n), name: `V-${n}`, description: '', ...change })

/** A PENDING STORE with the vials n * 100 and n * 100 + 1. */
export const aProcedure = (n: number, change: Partial<Procedure> = {}): Procedure =>
  one.aProcedure({
    id: procedureId(n),
    subject,
    vials: [vial(n * 100), vial(n * 100 + 1)],
    requestedBy: null,
    createdAt: `2030-01-01T00:00:${String(n % 60).padStart(2, '0')}.000Z`,
    updatedAt: '2030-01-01T00:00:00.000Z',
    ...change,
  })

export const aContainer = (n: number, change: Partial<SampleContainer> = {}): SampleContainer => ({
  id: containerId(n),
  name: `V-${n}`,
  description: '',
  subject,
  tag: one.tag(n),
  taggedAt: '2030-01-01T00:00:00.000Z',
  place: placeAt(1, 'C1', 'A', 1),
  storedAt: '2030-01-01T00:00:00.000Z',
  version: 1,
  ...change,
})
