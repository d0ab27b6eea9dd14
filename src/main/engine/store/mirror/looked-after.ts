// What central says somebody has to look after, and this bench has: acts that wait, or that the feed has not brought back yet. What they
// are about leaves the list at once; a refusal brings it back.
import type { ActKind } from '../../../../shared/acts'
import type { Count } from '../../../../shared/views/attention'
import type { Database } from '../database'
import { shownByMirror } from '../outbox/offering'

/** Counted at most: a screen says "more than" beyond it. */
export const countedAtMost = 1000

const waits = `in_mirror = 0 AND procedure_id IS NULL AND state IN ('queued', 'sending', 'accepted')`

/** As a condition: no act of the kind about it waits. `aggregate`: an SQL expression. */
export const isOpen = (aggregate: string, kind: ActKind): string =>
  `NOT EXISTS (SELECT 1 FROM outbox INDEXED BY outbox_about WHERE aggregate = ${aggregate} AND kind = '${kind}' AND ${waits})`

/** As JSON, what of the latest act of the kind about it that waits; null without one. `aggregate`: an SQL expression. */
export const latestOf = (aggregate: string, kind: ActKind, what: string): string =>
  `(SELECT body -> '$.${what}' FROM outbox WHERE position = (SELECT max(position) FROM outbox INDEXED BY outbox_about
    WHERE aggregate = ${aggregate} AND kind = '${kind}' AND ${waits}))`

/** Of a statement that counts one more than `countedAtMost`. */
export const counted = (n: number | undefined): Count => ({
  n: Math.min(n ?? 0, countedAtMost),
  exact: (n ?? 0) <= countedAtMost,
})

export function lookedAfterIn(db: Database) {
  const waiting = db
    .prepare<[], number>(
      `SELECT count(*) FROM (SELECT 1 FROM outbox INDEXED BY outbox_about WHERE ${waits}
        AND kind IN ('vial.verify', 'loss.close') LIMIT ${countedAtMost + 1})`,
    )
    .pluck()
  const settle = db.prepare(
    `UPDATE outbox INDEXED BY outbox_about SET in_mirror = 1 WHERE ${waits} AND state = 'accepted' AND ${shownByMirror}`,
  )
  return {
    /** Acts of this bench that central has not answered, or the feed not brought back. */
    waiting: (): Count => counted(waiting.get()),
    /** At the end of each chunk of central's changes: what they show needs no overlay any more. */
    flush: () => void settle.run(),
  }
}
