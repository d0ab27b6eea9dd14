// What leaves the outbox and what central's answers make of it. Entries of one aggregate keep their order; aggregates wait for each other
// only where one needs what another makes or frees.

import { procedureIn } from '../../../../shared/acts'
import type { ActProblem, ToldProblem } from '../../../../shared/acts/problems'
import type { OutboxProblem } from '../../../../shared/acts/problems/of-outbox'
import { isResolution } from '../../../../shared/acts/resolve-conflict'
import type { IntentAnswer } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import type { Clock } from '../../../../shared/ports'
import type { Outbox, OutboxEntry } from '../contract'
import type { Database } from '../database'
import { dependenceIn } from './dependence'
import { shownByMirror } from './offering'
import { entryColumns, entryOf, type OutboxRow } from './rows'

interface Waiting {
  readonly position: number
  readonly aggregate: string
  readonly state: 'queued' | 'sending'
  readonly next_attempt_ms: number | null
}

interface Unfinished {
  readonly position: number
  readonly aggregate: string
  readonly procedure_id: number | null
  readonly kind: string
}

export interface Queue extends Pick<Outbox, 'take' | 'settle' | 'giveBack'> {
  park(intentIds: readonly string[], problem: OutboxProblem): void
  parkAll(problem: OutboxProblem): void
  nextDueMs(nowMs: number): number | null
  makeDue(): void
  /** A run that died while sending: whether central has them is found out by sending again. */
  recover(): void
}

/** No back-off is as long: a time further ahead comes from a clock that has been set back since. */
const longestWaitMs = 15 * 60_000

const finalAnswer = (answer: IntentAnswer): 'accepted' | 'conflict' | 'rejected' =>
  answer.result === 'duplicate' ? (answer.first ?? 'accepted') : answer.result

/** `reopenRefused`: resolutions that turn out to be refused, or to be parked, resolve nothing any more. */
export function queueIn(db: Database, clock: Clock, reopenRefused: () => void): Queue {
  const waiting = db.prepare<
    [],
    Waiting
  >(`SELECT position, aggregate, state, next_attempt_ms FROM outbox INDEXED BY outbox_unfinished
    WHERE state IN ('queued', 'sending') ORDER BY position`)
  const entry = db.prepare<[number], OutboxRow>(`SELECT ${entryColumns} FROM outbox WHERE position = ?`)
  const unfinished = db.prepare<[string], Unfinished>(
    `SELECT position, aggregate, procedure_id, kind FROM outbox WHERE intent_id = ? AND state IN ('queued', 'sending')`,
  )
  const setSending = db.prepare<[number]>(`UPDATE outbox SET state = 'sending' WHERE position = ?`)
  const setAccepted = db.prepare<
    [number | null, number]
  >(`UPDATE outbox SET state = 'accepted', accepted_version = ?, in_mirror = 0,
    last_problem = NULL, next_attempt_ms = NULL, attempts = attempts + 1 WHERE position = ?`)
  const inMirror = db.prepare<[number]>(`UPDATE outbox SET in_mirror = 1 WHERE position = ? AND ${shownByMirror}`)
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
  const recover = db.prepare(`UPDATE outbox INDEXED BY outbox_unfinished SET state = 'queued'
    WHERE state IN ('queued', 'sending') AND state = 'sending'`)

  const makeDue = db.prepare(`UPDATE outbox INDEXED BY outbox_unfinished SET next_attempt_ms = NULL
    WHERE state IN ('queued', 'sending') AND next_attempt_ms IS NOT NULL`)

  const heldBack = dependenceIn(db)
  const isLater = ({ next_attempt_ms: atMs }: Waiting, nowMs: number): boolean =>
    atMs !== null && atMs > nowMs && atMs <= nowMs + longestWaitMs

  const due = (nowMs: number, limit: number): readonly number[] => {
    const held = heldBack()
    const positions: number[] = []
    for (const row of waiting.iterate()) {
      if (held.has(row.aggregate)) continue
      if (row.state === 'sending' || isLater(row, nowMs) || held.isNeededAt(row.position)) held.add(row.aggregate)
      else if (positions.push(row.position) === limit) break
    }
    return positions
  }

  const nowMs = () => Math.round(clock.wallMs())
  const outOfTheQueue = () => {
    reopenRefused()
    db.touch('conflicts')
  }

  const behind = (intentId: string) => JSON.stringify({ kind: 'behindRefused', intentId } satisfies ActProblem)
  const unexplained: ToldProblem = { kind: 'unexplained' } satisfies ActProblem

  return {
    take(limit, nowMs) {
      return db.transactRelaxed(() => {
        const entries: OutboxEntry[] = []
        for (const position of due(nowMs, limit)) {
          setSending.run(position)
          const row = entry.get(position)
          if (row === undefined) continue
          entries.push(entryOf(row))
          db.touchProcedure(procedureIn(row.aggregate), 'outbox')
        }
        return entries
      })
    },
    settle(answers) {
      db.transact(() => {
        const refused: { readonly intentId: string; readonly position: number; readonly aggregate: string }[] = []
        for (const answer of answers) {
          const { intentId } = answer
          const row = unfinished.get(intentId)
          if (row === undefined) continue
          db.touchProcedure(row.procedure_id, 'outbox', 'procedures')
          const result = finalAnswer(answer)
          switch (result) {
            case 'accepted':
              setAccepted.run(answer.version, row.position)
              inMirror.run(row.position)
              if (isResolution(row)) db.touch('conflicts')
              break
            case 'conflict':
            case 'rejected':
              setRefused.run(result, JSON.stringify(answer.problem ?? unexplained), nowMs(), row.position)
              refused.push({ intentId, ...row })
              break
            default:
              assertNever(result)
          }
        }
        for (const each of refused) parkBehind.run(behind(each.intentId), nowMs(), each.aggregate, each.position)
        if (refused.length > 0) outOfTheQueue()
      })
    },
    giveBack(intentIds, nextAttemptMs, problem, countsAsAttempt) {
      db.transactRelaxed(() => {
        const text = JSON.stringify({ kind: problem })
        for (const id of intentIds) {
          const row = unfinished.get(id)
          if (row === undefined) continue
          setQueued.run(nextAttemptMs, text, countsAsAttempt ? 1 : 0, id)
          db.touchProcedure(row.procedure_id, 'outbox')
        }
      })
    },
    park(intentIds, problem) {
      db.transact(() => {
        for (const id of intentIds) {
          const row = unfinished.get(id)
          if (row === undefined) continue
          setParked.run(JSON.stringify(problem), nowMs(), row.position)
          parkBehind.run(behind(id), nowMs(), row.aggregate, row.position)
          db.touchProcedure(row.procedure_id, 'outbox', 'procedures')
        }
        outOfTheQueue()
      })
    },
    parkAll(problem) {
      db.transact(() => {
        for (const row of waiting.all()) setParked.run(JSON.stringify(problem), nowMs(), row.position)
        outOfTheQueue()
        db.touch('outbox', 'procedures')
      })
    },
    nextDueMs(nowMs) {
      if (due(nowMs, 1).length > 0) return 0
      let next: number | null = null
      for (const row of waiting.iterate()) {
        if (row.next_attempt_ms === null || !isLater(row, nowMs)) continue
        next = Math.min(next ?? row.next_attempt_ms, row.next_attempt_ms)
      }
      return next
    },
    makeDue() {
      db.transactRelaxed(() => makeDue.run())
    },
    recover() {
      db.transactRelaxed(() => recover.run())
    },
  }
}
