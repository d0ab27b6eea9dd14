// For the store's tests: a real database file in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BenchStore, Signer } from '../../../../../src/main/engine/store/contract/store'
import { openStore } from '../../../../../src/main/engine/store/open'
import { benchId, personId } from '../../../../../src/shared/model/ids'
import type { Actor } from '../../../../../src/shared/model/procedure'
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

export const at = (n: number, epoch = 'e1') => ({ epoch, n })
