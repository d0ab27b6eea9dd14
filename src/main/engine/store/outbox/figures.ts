// How much is in the outbox: what waits, what was refused, what central has accepted.
import type { OutboxForSync } from '../contract/outbox'
import type { Database } from '../database'
import { isRefused } from './rows'

export function figuresIn(db: Database): Pick<OutboxForSync, 'summary' | 'confirmed' | 'isSending'> {
  const waiting = db
    .prepare<[], number>(
      `SELECT count(*) FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending')`,
    )
    .pluck()
  const sending = db
    .prepare<[], number>(
      `SELECT 1 FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') AND state = 'sending' LIMIT 1`,
    )
    .pluck()
  const oldest = db
    .prepare<[], string>(
      `SELECT occurred_at FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position LIMIT 1`,
    )
    .pluck()
  const refused = db
    .prepare<[], number>(`SELECT count(*) FROM outbox INDEXED BY outbox_refused WHERE ${isRefused}`)
    .pluck()
  const allEver = db.prepare<[], number | null>('SELECT max(position) FROM outbox').pluck()
  const superseded = db
    .prepare<[], number>('SELECT count(*) FROM outbox INDEXED BY outbox_superseded WHERE superseded_by IS NOT NULL')
    .pluck()

  return {
    summary() {
      const first = oldest.get()
      return {
        waiting: waiting.get() ?? 0,
        oldestMs: first === undefined ? null : Date.parse(first),
        refused: refused.get() ?? 0,
      }
    },
    // Entries are never deleted, so that positions count them: what neither waits nor was refused was accepted.
    confirmed: () => (allEver.get() ?? 0) - (waiting.get() ?? 0) - (refused.get() ?? 0) - (superseded.get() ?? 0),
    isSending: () => sending.get() !== undefined,
  }
}
