import { expect, test } from 'vitest'
import { afterNoSnapshot } from '../../../../../../src/main/engine/central/feed/first-sync'
import { eachProblem } from '../support'

test.each(
  eachProblem<ReturnType<typeof afterNoSnapshot>>({
    unreachable: 'resume',
    otherKey: 'resume',
    revoked: 'resume',
    overBudget: 'resume',
    overBudgetNoTime: 'resume',
    unavailable: 'resume',
    unavailableNoTime: 'resume',
    failed: 'resume',
    badRequest: 'anew',
    notFound: 'anew',
    otherHistory: 'otherHistory',
    notUnderstood: 'anew',
    tooLarge: 'anew',
    stopped: 'resume',
  }),
)('after %s', (_name, problem, expected) => {
  expect(afterNoSnapshot(problem)).toBe(expected)
})

test('a feed that needs a snapshot does not spoil one', () => {
  expect(afterNoSnapshot({ kind: 'snapshotNeeded', why: 'gap' })).toBe('resume')
})
