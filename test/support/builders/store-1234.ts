// STORE 1234 with three vials, at bench 1: what the tests of the engine's rooms work on.
import { benchId, type ContainerId, personId, procedureId, storageId, subjectId } from '../../../src/shared/model/ids'
import type { CaneRef, Place } from '../../../src/shared/model/place'
import type { Actor, Procedure } from '../../../src/shared/model/procedure'
import { type ReaderId, type ReaderSnapshot, readerId } from '../../../src/shared/model/reader'
import { aClient, aProcedure, aVial, someVials } from './procedure'
import { aReader } from './snapshots'

export { aVial as vial, tag } from './procedure'

export const thisBench = benchId('bench-1')
export const otherBench = benchId('bench-2')
export const noon = '2026-03-03T12:00:00.000Z'
export const noonMs = Date.parse(noon)

export const staff: Extract<Actor, { kind: 'person' }> = {
  kind: 'person',
  personId: personId('p-staff'),
  name: 'M. Weber',
  benchId: thisBench,
}

export const vialId = (n: number): ContainerId => aVial(n).containerId

export const subject1 = { id: subjectId(1), code: 'SUBJ-0001' }

export const store1234 = (change: Partial<Procedure> = {}): Procedure =>
  aProcedure({
    id: procedureId(1234),
    subject: subject1,
    vials: someVials(3),
    requestedBy: aClient('EMR'),
    createdAt: '2026-03-03T08:00:00.000Z',
    updatedAt: '2026-03-03T08:00:00.000Z',
    ...change,
  })

export const cane1: CaneRef = { storageId: storageId(1), canister: 'C1', cane: 'CN1' }
export const place = (position: number, cane: CaneRef = cane1): Place => ({ ...cane, position })

export const leftReader: ReaderId = readerId('sw-uhf:left')
export const rightReader: ReaderId = readerId('sw-uhf:right')

export const reader = (change: Partial<ReaderSnapshot> = {}): ReaderSnapshot =>
  aReader({ id: leftReader, model: 'sw-uhf', modelName: 'SW UHF', seat: 'left', simulated: false, ...change })
