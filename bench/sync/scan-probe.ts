// Scans that arrive from outside of the engine's thread at uneven times, as a reader's do: how long each waits until it is served, and
// how long its two durable commits take.
import { Worker } from 'node:worker_threads'
import type { BenchStore } from '../../src/main/engine/store/contract/store'
import { containerId, procedureId, storageId } from '../../src/shared/model/ids'
import { parseTagId } from '../../src/shared/model/tag'
import { type Spread, spread } from '../statistics'
import { somebody } from './bench-engine'

/** Runs in a thread of its own, so that a busy engine can't delay the arrival itself. */
const arrivals = `
const { parentPort } = require('node:worker_threads')
const next = () => setTimeout(() => {
  parentPort.postMessage(performance.timeOrigin + performance.now())
  next()
}, 20 + Math.random() * 60)
next()`

const now = (): number => performance.timeOrigin + performance.now()

/** Of a procedure that nobody has: central is never asked for these. */
const nowhere = procedureId(2_000_000_000)

function read(store: BenchStore, number: number) {
  const tag = parseTagId(`BE${String(number).padStart(22, '0')}`)
  if (tag === undefined) throw new Error('no tag')
  const readId = store.journal.append({
    readerId: 'probe',
    model: 'sw-uhf',
    serial: null,
    simulated: false,
    reportHex: '00',
    tags: [tag],
    malformed: null,
    wallMs: Date.now(),
    monotonicMs: performance.now(),
  })
  return { tag, readId }
}

/** As `scan`, but nothing of it is for central: two commits all the same. */
export function scanForNobody(store: BenchStore, number: number): void {
  const { readId } = read(store, number)
  store.transact(() => {
    store.journal.conclude(readId, 'accepted')
    store.tagging.append(nowhere, { kind: 'skipped', containerId: containerId(number) }, Date.now(), somebody(store))
  })
}

/** The read in the journal, then conclusion, tagging event and intent together. */
export function scan(store: BenchStore, number: number): void {
  const { tag, readId } = read(store, number)
  const place = { storageId: storageId(1), canister: 'C1', cane: 'K01', position: 1 }
  const actor = somebody(store)
  store.transact(() => {
    store.journal.conclude(readId, 'accepted')
    store.tagging.append(nowhere, { kind: 'skipped', containerId: containerId(number) }, Date.now(), actor)
    store.outbox.enqueue({
      body: {
        kind: 'tag.assign',
        procedureId: nowhere,
        containerId: containerId(number),
        tag,
        place,
        source: { model: 'sw-uhf', serial: null, simulated: false },
      },
      actor,
    })
  })
}

export interface ScanWaits {
  /** From the arrival until the engine's thread begins with it. */
  readonly wait: Spread
  /** Both commits. */
  readonly commit: Spread
  /** Share of the scans that waited longer than 20 ms. */
  readonly above20: number
}

export function probeScans(store: BenchStore, act = scan): { stop(): Promise<ScanWaits> } {
  const waits: number[] = []
  const commits: number[] = []
  const worker = new Worker(arrivals, { eval: true })
  worker.on('message', (arrivedMs: number) => {
    const beganMs = now()
    waits.push(beganMs - arrivedMs)
    act(store, waits.length)
    commits.push(now() - beganMs)
  })
  return {
    async stop() {
      await worker.terminate()
      const above20 = waits.filter((ms) => ms > 20).length / waits.length
      return { wait: spread(waits), commit: spread(commits), above20 }
    },
  }
}
