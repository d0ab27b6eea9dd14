// What leaves the outbox: the next entries to be sent, and when there will be some.
import { procedureIn } from '../../../../shared/acts'
import type { OutboxForSync } from '../bench-store'
import type { Database } from '../database'
import { dependenceIn } from './dependence'
import { dueAmong, nextAttemptAmong, type WaitingRow } from './due'
import { entryColumns, entryOf, type OutboxRow } from './rows'

export interface Queue extends Pick<OutboxForSync, 'nextBatch' | 'nextDueMs' | 'makeDue' | 'recover'> {
  /** Positions of all that waits, in order. */
  waitingPositions(): readonly number[]
}

export function queueIn(db: Database): Queue {
  const waiting = db.prepare<
    [],
    WaitingRow
  >(`SELECT position, aggregate, state, next_attempt_ms FROM outbox INDEXED BY outbox_unfinished
    WHERE state IN ('queued', 'sending') ORDER BY position`)
  const entry = db.prepare<[number], OutboxRow>(`SELECT ${entryColumns} FROM outbox WHERE position = ?`)
  const setSending = db.prepare<[number]>(`UPDATE outbox SET state = 'sending' WHERE position = ?`)
  const recover = db.prepare(`UPDATE outbox INDEXED BY outbox_unfinished SET state = 'queued'
    WHERE state IN ('queued', 'sending') AND state = 'sending'`)
  const makeDue = db.prepare(`UPDATE outbox INDEXED BY outbox_unfinished SET next_attempt_ms = NULL
    WHERE state IN ('queued', 'sending') AND next_attempt_ms IS NOT NULL`)
  const heldBack = dependenceIn(db)
  const due = (nowMs: number, limit: number) => dueAmong(waiting.iterate(), heldBack(), { nowMs, limit })

  return {
    nextBatch: (limit, nowMs) =>
      db.transactRelaxed(() =>
        due(nowMs, limit).flatMap((position) => {
          setSending.run(position)
          const row = entry.get(position)
          if (row === undefined) return []
          db.touchProcedure(procedureIn(row.aggregate), 'outbox')
          return [entryOf(row)]
        }),
      ),
    nextDueMs: (nowMs) => (due(nowMs, 1).length > 0 ? 0 : nextAttemptAmong(waiting.iterate(), nowMs)),
    makeDue() {
      db.transactRelaxed(() => makeDue.run())
    },
    recover() {
      db.transactRelaxed(() => recover.run())
    },
    waitingPositions: () => waiting.all().map(({ position }) => position),
  }
}
