import { describe, expect, test } from 'vitest'
import {
  type AfterSending,
  afterSending,
  beforeSending,
} from '../../../../../../src/main/engine/central/sending/outbox-loop'
import { eachProblem } from '../support'

describe('before a batch', () => {
  test.each([
    ['nothing that could be sent', null, { kind: 'wait', ms: null }],
    ['something for at once', 0, { kind: 'send' }],
    ['something due', 1_000, { kind: 'send' }],
    ['something for later', 1_001, { kind: 'wait', ms: 1 }],
    ['something for much later', 1_000_000, { kind: 'wait', ms: 30_000 }],
  ])('%s', (_name, dueMs, expected) => {
    expect(beforeSending(dueMs, 1_000)).toEqual(expected)
  })
})

const goOn: AfterSending = { reach: 'kept', asksFeed: false, doubt: null, wait: 'none' }
const paused: AfterSending = { ...goOn, reach: 'paused', asksFeed: true }

describe('after a batch', () => {
  test('answers come with the feed: by themselves only with live events', () => {
    expect(afterSending({ kind: 'answered' }, true)).toEqual(goOn)
    expect(afterSending({ kind: 'answered' }, false)).toEqual({ ...goOn, asksFeed: true })
  })

  test.each([true, false])('nothing else depends on them (live: %s)', (isLive) => {
    expect(afterSending({ kind: 'again', inMs: 0 }, isLive)).toEqual(goOn)
    expect(afterSending({ kind: 'again', inMs: 700 }, isLive)).toEqual({ ...goOn, wait: { backOff: 700 } })
    expect(afterSending({ kind: 'nothing' }, isLive)).toEqual({ ...goOn, wait: { forWork: 1_000 } })
    expect(afterSending({ kind: 'otherHistory' }, isLive)).toEqual(paused)
    expect(afterSending({ kind: 'identityInDoubt', why: 'chainBroken' }, isLive)).toEqual({
      ...goOn,
      doubt: 'chainBroken',
      wait: { forWork: null },
    })
  })

  test.each(
    eachProblem<AfterSending>({
      unreachable: { ...paused, reach: { lost: {} } },
      otherKey: { ...paused, reach: { lost: { certificate: { kind: 'unknown' } } } },
      revoked: paused,
      overBudget: paused,
      overBudgetNoTime: paused,
      unavailable: paused,
      unavailableNoTime: paused,
      failed: paused,
      badRequest: paused,
      notFound: paused,
      otherHistory: paused,
      notUnderstood: paused,
      tooLarge: paused,
      stopped: goOn,
    }),
  )('lost for %s', (_name, problem, expected) => {
    expect(afterSending({ kind: 'lost', problem }, true)).toEqual(expected)
  })
})
