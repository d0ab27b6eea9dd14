import { expect, test } from 'vitest'
import { type AfterAttempt, afterAttempt } from '../../../../../../src/main/engine/central/enrolment/renewal'
import { reconnecting } from '../../../../../../src/platform/back-off'
import { eachProblem } from '../support'

const backOff = { attempt: 3, range: reconnecting }
const retry = { kind: 'retry', after: backOff } as const
const revoked = { kind: 'revoked' } as const

test.each(
  eachProblem<AfterAttempt>({
    unreachable: retry,
    otherKey: { ...retry, certificate: { kind: 'unknown' } },
    revoked,
    overBudget: { kind: 'retry', after: 7_000 },
    overBudgetNoTime: retry,
    unavailable: { kind: 'retry', after: 7_000 },
    unavailableNoTime: retry,
    failed: retry,
    badRequest: revoked,
    notFound: revoked,
    otherHistory: revoked,
    notUnderstood: retry,
    tooLarge: retry,
    stopped: retry,
  }),
)('after %s', (_name, problem, expected) => {
  expect(afterAttempt(problem, 3)).toEqual(expected)
})
