// The whole outbox as one file that proves itself: every envelope as it was signed, in the order of its entry, with the public keys.
// One JSON value a line (NDJSON): a head, then an entry each, last an end with the count. Checked by trust/outbox-export.ts.
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stampOf } from '../../../../platform/time-stamp'
import { pause } from '../../../../platform/wake-signal'
import { errorText } from '../../../../shared/error-text'
import type { Clock, Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { BenchStore } from '../../store/contract/store'

/** Entries written in one step: a few milliseconds. */
const atOnce = 200

export interface ExportNeeds {
  readonly store: Pick<BenchStore, 'outbox' | 'profile'>
  readonly clock: Clock
  readonly timers: Timers
  /** Made if it is not there. */
  readonly folder: string
}

export type Exported = Result<
  { readonly file: string; readonly intents: number },
  { readonly kind: 'notExported'; readonly detail: string }
>

const line = (value: object) => `${JSON.stringify(value)}\n`

/** Writes `outbox-<time>.ndjson`; under its name only once it is whole. What is enqueued meanwhile is in it, or is not. */
export async function exportOutbox({ store, clock, timers, folder }: ExportNeeds): Promise<Exported> {
  const atMs = clock.wallMs()
  const file = join(folder, `outbox-${stampOf(atMs)}.ndjson`)
  const unfinished = `${file}.part`
  try {
    await mkdir(folder, { recursive: true })
    const handle = await open(unfinished, 'w', 0o600)
    let intents = 0
    try {
      const publicKeys = store.profile.publicKeys()
      await handle.write(
        line({
          kind: 'head',
          format: 'cryobench-outbox',
          version: 1,
          exportedAt: new Date(atMs).toISOString(),
          publicKeys,
        }),
      )
      for (let entries = store.outbox.entriesAfter(0, atOnce); entries.length > 0; ) {
        intents += entries.length
        const lines = entries.map(({ envelope, state, problem }) => line({ kind: 'intent', envelope, state, problem }))
        await handle.write(lines.join(''))
        await pause(timers)
        entries = store.outbox.entriesAfter(entries.at(-1)?.position ?? 0, atOnce)
      }
      await handle.write(line({ kind: 'end', intents }))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
    return ok({ file, intents })
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    return refused({ kind: 'notExported', detail: errorText(error) })
  }
}
