import { describe, expect, test } from 'vitest'
import { judged } from '../../../../../../src/main/engine/central/sending/answers'
import type { IntentAnswer } from '../../../../../../src/shared/api/bench'

const answer = (intentId: string, result: IntentAnswer['result'], problem: string | null = null): IntentAnswer => ({
  intentId,
  result,
  problem: problem === null ? null : { kind: problem },
  version: 1,
})

describe('the answers to a batch', () => {
  test.each<[string, IntentAnswer, 'settled' | 'unanswered' | 'inDoubt']>([
    ['accepted', answer('a', 'accepted'), 'settled'],
    ['a repeat', answer('a', 'duplicate'), 'settled'],
    ['a conflict', answer('a', 'conflict', 'tagUsed'), 'settled'],
    ['rejected for what it asks', answer('a', 'rejected', 'reasonMissing'), 'settled'],
    ['rejected without a reason', answer('a', 'rejected'), 'settled'],
    ['rejected as of another bench', answer('a', 'rejected', 'otherBench'), 'unanswered'],
    ['another bench, as a conflict', answer('a', 'conflict', 'otherBench'), 'settled'],
    ['rejected for a number that was used', answer('a', 'rejected', 'sequenceUsed'), 'inDoubt'],
    ['rejected for a broken chain', answer('a', 'rejected', 'chainBroken'), 'inDoubt'],
    ['a conflict over a number', answer('a', 'conflict', 'sequenceUsed'), 'settled'],
  ])('%s', (_name, given, expected) => {
    const judgement = judged(['a'], [given])
    if (expected === 'inDoubt') {
      expect(judgement).toEqual({ kind: 'identityInDoubt', why: given.problem?.kind, settled: [] })
      return
    }
    const isSettled = expected === 'settled'
    expect(judgement).toEqual({
      kind: 'answered',
      settled: isSettled ? [given] : [],
      unanswered: isSettled ? [] : ['a'],
    })
  })

  test('what was sent and not answered waits; what was not sent counts for nothing', () => {
    const ours = answer('b', 'accepted')
    expect(judged(['a', 'b', 'c'], [ours, answer('x', 'accepted')])).toEqual({
      kind: 'answered',
      settled: [ours],
      unanswered: ['a', 'c'],
    })
  })

  test('an identity in doubt settles what central has decided all the same', () => {
    const [first, second, third] = [
      answer('a', 'accepted'),
      answer('b', 'rejected', 'chainBroken'),
      answer('c', 'rejected', 'otherBench'),
    ]
    expect(judged(['a', 'b', 'c', 'd'], [first, second, third])).toEqual({
      kind: 'identityInDoubt',
      why: 'chainBroken',
      settled: [first, third],
    })
  })
})
