// Builders for the store's tests: a real database file in a folder of its own, and entities as central would send them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BenchStore, Signer } from '../../../../../src/main/engine/store/bench-store'
import { openStore } from '../../../../../src/main/engine/store/open'
import type { SampleContainer } from '../../../../../src/shared/model/container'
import {
  benchId,
  containerId,
  facilityId,
  personId,
  procedureId,
  storageId,
  subjectId,
} from '../../../../../src/shared/model/ids'
import type { Place } from '../../../../../src/shared/model/place'
import type { Actor, Procedure, ProcedureVial } from '../../../../../src/shared/model/procedure'
import type { TagId } from '../../../../../src/shared/model/reader'
import { newBenchKey } from '../../../../../src/trust'

export const bench = benchId('01890000-0000-7000-8000-000000000001')
export const key = newBenchKey()
export const signer: Signer = { benchId: bench, privateKeyPem: key.privateKeyPem }
export const staff: Actor = { kind: 'person', personId: personId('p-1'), name: 'Ada', benchId: bench }

/** Wall time stands still unless a test moves it. */
export function stillClock(startMs = Date.parse('2030-01-02T03:04:05.000Z')) {
  let nowMs = startMs
  return { wallMs: () => nowMs, monotonicMs: () => nowMs, advance: (ms: number) => (nowMs += ms) }
}

export function countedIds() {
  let last = 0
  return { next: () => `01890000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}` }
}

export function tempFile(name = 'bench.sqlite'): string {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, name)
}

export function opened(file = tempFile(), clock = stillClock(), ids = countedIds()): BenchStore {
  const store = openStore({ file, clock, ids, signer })
  if (!store.ok) throw new Error(JSON.stringify(store.problem))
  onTestFinished(() => store.value.close())
  return store.value
}

export const tag = (n: number) => `E004${n.toString(16).toUpperCase().padStart(12, '0')}` as TagId

export const placeAt = (tank: number, canister: string, cane: string, position: number): Place => ({
  storageId: storageId(tank),
  canister,
  cane,
  position,
})

export const vial = (n: number, over: Partial<ProcedureVial> = {}): ProcedureVial => ({
  containerId: containerId(n),
  name: `V-${n}`,
  description: '',
  tag: null,
  place: null,
  outcome: 'pending',
  outcomeAt: null,
  ...over,
})

export const aProcedure = (n: number, over: Partial<Procedure> = {}): Procedure => ({
  id: procedureId(n),
  type: 'STORE',
  typeName: over.type ?? 'STORE',
  status: 'PENDING',
  statusName: over.status ?? 'PENDING',
  facilityId: facilityId(1),
  subject: { id: subjectId(1), code: 'S-1' },
  vials: [vial(n * 100), vial(n * 100 + 1)],
  requestedBy: null,
  preparedBy: null,
  acceptedBy: null,
  device: null,
  claim: null,
  refill: null,
  reason: null,
  createdAt: `2030-01-01T00:00:${String(n % 60).padStart(2, '0')}.000Z`,
  startedAt: null,
  completedAt: null,
  updatedAt: '2030-01-01T00:00:00.000Z',
  version: 1,
  ...over,
})

export const aContainer = (n: number, over: Partial<SampleContainer> = {}): SampleContainer => ({
  id: containerId(n),
  name: `V-${n}`,
  description: '',
  subject: { id: subjectId(1), code: 'S-1' },
  tag: tag(n),
  taggedAt: '2030-01-01T00:00:00.000Z',
  place: placeAt(1, 'C1', 'A', 1),
  storedAt: '2030-01-01T00:00:00.000Z',
  version: 1,
  ...over,
})

export const at = (n: number, epoch = 'e1') => ({ epoch, n })
