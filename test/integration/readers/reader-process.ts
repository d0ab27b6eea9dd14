// Runs the reader manager over node-hid and tells its parent what happens: the process that the fake HID bed preloads.

import type { FieldEvent } from '../../../src/main/engine/readers/field-state'
import { NodeHidPort } from '../../../src/main/engine/readers/hid/node-hid-port'
import { ReaderManager } from '../../../src/main/engine/readers/manager'
import { readerModels } from '../../../src/main/engine/readers/models'
import type { JournalRead } from '../../../src/main/engine/readers/slot-host'
import type { ReaderId, ReaderSnapshot } from '../../../src/shared/model/reader'

export type ReaderReport =
  | { readonly kind: 'read'; readonly read: JournalRead }
  | { readonly kind: 'field'; readonly id: ReaderId; readonly event: FieldEvent }
  | { readonly kind: 'readers'; readonly readers: readonly ReaderSnapshot[] }
  | { readonly kind: 'stopped' }

export type ReaderOrder = { readonly kind: 'signal'; readonly id: ReaderId } | { readonly kind: 'stop' }

const tell = (report: ReaderReport) => process.send?.(report)

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

const manager = new ReaderManager({
  hid: [new NodeHidPort(timers)],
  models: readerModels,
  clock: { wallMs: () => Date.now(), monotonicMs: () => performance.now() },
  timers,
  pollMs: 100,
  showUdevRule: true,
  onRead: (read) => tell({ kind: 'read', read }),
  onField: (id, event) => tell({ kind: 'field', id, event }),
  onChange: (readers) => tell({ kind: 'readers', readers }),
})

process.on('message', async (order: ReaderOrder) => {
  if (order.kind === 'signal') return manager.signal(order.id, 'accepted')
  await manager.stop()
  tell({ kind: 'stopped' })
  // Deliberately by exit: with a reader left open this would never end.
  process.exit(0)
})

await manager.start()
