import { describe, expect, test } from 'vitest'
import {
  afterAnswers,
  afterUnanswered,
  fullPace,
  type Unanswered,
} from '../../../../../../src/main/engine/central/sending/unanswered'
import { reconnecting, resending } from '../../../../../../src/platform/back-off'
import { callProblems, eachProblem } from '../support'

const pace = { batch: 64, failures: 2, otherHistories: 0 }
const batch = { ids: ['a', 'b', 'c', 'd', 'e'], attempts: 4 }

const lost = (why: string): Unanswered => ({
  pace,
  parked: null,
  back: { after: null, why, countsAsAttempt: false },
  next: { kind: 'lost' },
})
const busy = (after: Extract<Unanswered['next'], { kind: 'again' }>['after']): Unanswered => ({
  pace: { ...pace, failures: 3 },
  parked: null,
  back: { after: null, why: 'busy', countsAsAttempt: false },
  next: { kind: 'again', after },
})
const failed = (why: string): Unanswered => ({
  pace: { batch: 2, failures: 3, otherHistories: 0 },
  parked: null,
  back: { after: { attempt: 5, range: resending }, why, countsAsAttempt: true },
  next: { kind: 'again', after: { attempt: 3, range: reconnecting } },
})
const spoilt: Unanswered = {
  pace: { ...pace, batch: 2 },
  parked: null,
  back: { after: null, why: 'refused', countsAsAttempt: false },
  next: { kind: 'again', after: 0 },
}

describe('a batch without answers', () => {
  test.each(
    eachProblem<Unanswered>({
      unreachable: lost('unreachable'),
      otherKey: lost('unreachable'),
      revoked: lost('revoked'),
      overBudget: busy(7_000),
      overBudgetNoTime: busy({ attempt: 3, range: reconnecting }),
      unavailable: busy(7_000),
      unavailableNoTime: busy({ attempt: 3, range: reconnecting }),
      failed: failed('failed'),
      badRequest: spoilt,
      notFound: failed('refused'),
      otherHistory: {
        pace: { ...pace, otherHistories: 1 },
        parked: null,
        back: { after: null, why: 'otherHistory', countsAsAttempt: false },
        next: { kind: 'otherHistory' },
      },
      notUnderstood: failed('notUnderstood'),
      tooLarge: failed('tooLarge'),
      stopped: lost('stopped'),
    }),
  )('for %s', (_name, problem, expected) => {
    expect(afterUnanswered(pace, batch, problem)).toEqual(expected)
  })

  test('a central that always has another history is not asked without pause', () => {
    const again = afterUnanswered({ ...pace, otherHistories: 3 }, batch, callProblems.otherHistory)
    expect(again.back.after).toEqual({ attempt: 3, range: reconnecting })
    expect(again.pace.otherHistories).toBe(4)
  })

  test('the act that spoils it is parked once it is known: named by central, or alone', () => {
    const { badRequest } = callProblems
    const parked = { id: 'c', status: 400, code: 'VALIDATION_ERROR' }
    expect(afterUnanswered(pace, { ids: ['c'], attempts: 0 }, badRequest)).toMatchObject({ parked, pace: { batch: 1 } })
    const reused = (intentId: string) =>
      ({
        kind: 'refused',
        status: 422,
        error: { code: 'INTENT_REUSED', message: 'no', intentId },
      }) as const
    expect(afterUnanswered(pace, batch, reused('c')).parked).toEqual({ id: 'c', status: 422, code: 'INTENT_REUSED' })
    expect(afterUnanswered(pace, batch, reused('x')).parked).toBeNull()
    const otherCode = { ...reused('c'), error: { code: 'VALIDATION_ERROR', message: 'no', intentId: 'c' } }
    expect(afterUnanswered(pace, batch, otherCode).parked).toBeNull()
  })
})

test('answers bring the full pace back', () => {
  expect(afterAnswers({ batch: 3, failures: 5, otherHistories: 2 })).toEqual({ ...fullPace, batch: 6 })
  expect(afterAnswers({ ...fullPace, batch: 80 })).toEqual(fullPace)
})
