// What an answer from central, or the lack of one, makes of the entries that were sent.
import type { IntentAnswer } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import type { Clock } from '../../../../shared/ports'
import type { OutboxForSync } from '../contract/outbox'
import type { Database } from '../database'
import { rowChangesIn } from './row-changes'

export type Settlement = Pick<OutboxForSync, 'settle' | 'requeue' | 'park' | 'parkAll'>

export interface SettlementNeeds {
  readonly clock: Clock
  readonly waitingPositions: () => readonly number[]
  /** Resolutions that turn out to be refused, or to be parked, resolve nothing any more. */
  readonly reopenRefused: () => void
}

interface UnfinishedRow {
  readonly position: number
  readonly aggregate: string
  readonly procedure_id: number | null
  readonly kind: string
}

const finalAnswer = (answer: IntentAnswer): 'accepted' | 'conflict' | 'rejected' =>
  answer.result === 'duplicate' ? (answer.first ?? 'accepted') : answer.result

export function settlementIn(db: Database, { clock, waitingPositions, reopenRefused }: SettlementNeeds): Settlement {
  const { accept, refuse, park, parkBehind, requeue } = rowChangesIn(db, clock)
  const unfinished = db.prepare<[string], UnfinishedRow>(
    `SELECT position, aggregate, procedure_id, kind FROM outbox WHERE intent_id = ? AND state IN ('queued', 'sending')`,
  )
  const leftTheQueue = () => {
    reopenRefused()
    db.touch('conflicts', 'attention')
  }
  /** True if central has refused it. */
  const settleOne = (row: UnfinishedRow, answer: IntentAnswer): boolean => {
    db.touchProcedure(row.procedure_id, 'outbox', 'procedures')
    if (row.procedure_id === null) db.touch('attention')
    const result = finalAnswer(answer)
    switch (result) {
      case 'accepted':
        accept(row, answer.version)
        return false
      case 'conflict':
      case 'rejected':
        refuse(row, result, answer.problem ?? { kind: 'unexplained' })
        return true
      default:
        return assertNever(result)
    }
  }

  return {
    settle(answers) {
      db.transact(() => {
        const refused = answers.flatMap((answer) => {
          const { intentId } = answer
          const row = unfinished.get(intentId)
          return row !== undefined && settleOne(row, answer) ? [{ intentId, row }] : []
        })
        for (const { intentId, row } of refused) parkBehind(row, intentId)
        if (refused.length > 0) leftTheQueue()
      })
    },
    requeue(intentIds, nextAttemptMs, problem, countsAsAttempt) {
      db.transactRelaxed(() => {
        for (const id of intentIds) {
          const row = unfinished.get(id)
          if (row === undefined) continue
          requeue(id, nextAttemptMs, problem, countsAsAttempt)
          db.touchProcedure(row.procedure_id, 'outbox')
        }
      })
    },
    park(intentIds, problem) {
      db.transact(() => {
        for (const id of intentIds) {
          const row = unfinished.get(id)
          if (row === undefined) continue
          park(row.position, problem)
          parkBehind(row, id)
          db.touchProcedure(row.procedure_id, 'outbox', 'procedures')
        }
        leftTheQueue()
      })
    },
    parkAll(problem) {
      db.transact(() => {
        for (const position of waitingPositions()) park(position, problem)
        leftTheQueue()
        db.touch('outbox', 'procedures')
      })
    },
  }
}
