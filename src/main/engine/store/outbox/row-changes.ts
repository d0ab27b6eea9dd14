// The changes of state that an entry of the outbox can go through once it was sent. Each is part of the caller's transaction.
import type { ActProblem, ToldProblem } from '../../../../shared/acts/problems'
import type { OutboxProblem } from '../../../../shared/acts/problems/of-outbox'
import { isResolution } from '../../../../shared/acts/resolve-conflict'
import type { Clock } from '../../../../shared/ports'
import type { Database } from '../database'
import { shownByMirror } from './offering'

interface Entry {
  readonly position: number
  readonly aggregate: string
  readonly kind: string
}

export function rowChangesIn(db: Database, clock: Clock) {
  const setAccepted = db.prepare<
    [number | null, number]
  >(`UPDATE outbox SET state = 'accepted', accepted_version = ?, in_mirror = 0,
    last_problem = NULL, next_attempt_ms = NULL, attempts = attempts + 1 WHERE position = ?`)
  const setInMirror = db.prepare<[number]>(`UPDATE outbox SET in_mirror = 1 WHERE position = ? AND ${shownByMirror}`)
  const setRefused = db.prepare<
    [string, string, number, number]
  >(`UPDATE outbox SET state = ?, last_problem = ?, refused_ms = ?, next_attempt_ms = NULL,
    attempts = attempts + 1 WHERE position = ?`)
  const parkBehind = db.prepare<[string, number, string, number]>(`UPDATE outbox INDEXED BY outbox_behind
    SET state = 'parked', last_problem = ?, refused_ms = ?, next_attempt_ms = NULL WHERE aggregate = ? AND position > ? AND state IN ('queued', 'sending')`)
  const setParked = db.prepare<
    [string, number, number]
  >(`UPDATE outbox SET state = 'parked', last_problem = ?, refused_ms = ?, next_attempt_ms = NULL
    WHERE position = ?`)
  const setQueued = db.prepare<
    [number | null, string, number, string]
  >(`UPDATE outbox SET state = 'queued', next_attempt_ms = ?,
    last_problem = ?, attempts = attempts + ? WHERE intent_id = ? AND state = 'sending'`)
  const nowMs = () => Math.round(clock.wallMs())

  return {
    accept({ position, kind }: Entry, version: number | null) {
      setAccepted.run(version, position)
      setInMirror.run(position)
      if (isResolution({ kind })) db.touch('conflicts')
    },
    refuse({ position }: Entry, result: 'conflict' | 'rejected', problem: ToldProblem) {
      setRefused.run(result, JSON.stringify(problem), nowMs(), position)
    },
    park(position: number, problem: OutboxProblem) {
      setParked.run(JSON.stringify(problem), nowMs(), position)
    },
    /** What waits behind this entry of its aggregate builds on it. */
    parkBehind({ position, aggregate }: Entry, intentId: string) {
      const problem: ActProblem = { kind: 'behindRefused', intentId }
      parkBehind.run(JSON.stringify(problem), nowMs(), aggregate, position)
    },
    requeue(intentId: string, nextAttemptMs: number | null, problem: string, countsAsAttempt: boolean) {
      setQueued.run(nextAttemptMs, JSON.stringify({ kind: problem }), countsAsAttempt ? 1 : 0, intentId)
    },
  }
}
