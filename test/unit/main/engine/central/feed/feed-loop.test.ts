import { describe, expect, test } from 'vitest'
import type { LinkEvent } from '../../../../../../src/main/engine/central/connection/link'
import { reachOn } from '../../../../../../src/main/engine/central/connection/reach'
import { type AfterFailure, afterFailure, followFeed } from '../../../../../../src/main/engine/central/feed/feed-loop'
import type { FeedProblem } from '../../../../../../src/main/engine/central/feed/page'
import { reconnecting } from '../../../../../../src/platform/back-off'
import { wakeSignalOn } from '../../../../../../src/platform/wake-signal'
import { ok, type Result, refused } from '../../../../../../src/shared/result'
import { FakeTime } from '../../readers/support/fake-time'
import { eachProblem } from '../support'

const backOff = { attempt: 3, range: reconnecting }
const lost = { kind: 'retry', after: backOff, isLost: true } as const

describe('what follows when the mirror is not at the head', () => {
  test.each(
    eachProblem<AfterFailure>({
      unreachable: lost,
      otherKey: { ...lost, certificate: { kind: 'unknown' } },
      revoked: { kind: 'revoked' },
      overBudget: { kind: 'retry', after: 7_000, isLost: false },
      overBudgetNoTime: { kind: 'retry', after: backOff, isLost: false },
      unavailable: { ...lost, after: 7_000 },
      unavailableNoTime: lost,
      failed: lost,
      badRequest: lost,
      notFound: lost,
      otherHistory: lost,
      notUnderstood: lost,
      tooLarge: lost,
      stopped: lost,
    }),
  )('after %s', (_name, problem, expected) => {
    expect(afterFailure(problem, 3)).toEqual(expected)
  })

  test.each(['gap', 'restored'] as const)('a snapshot (%s) is asked for at once, once', (why) => {
    expect(afterFailure({ kind: 'snapshotNeeded', why }, 1)).toEqual({ kind: 'askAgain' })
    expect(afterFailure({ kind: 'snapshotNeeded', why }, 2)).toEqual({ ...lost, after: { ...backOff, attempt: 2 } })
  })
})

/** A loop whose attempts come to these ends, one after the other; the last one again and again. */
function looping(...ends: readonly [Result<null, FeedProblem>, ...Result<null, FeedProblem>[]]) {
  const time = new FakeTime()
  const stop = new AbortController()
  const recorded: LinkEvent[] = []
  const record = (event: LinkEvent) => void recorded.push(event)
  const wake = wakeSignalOn(time)
  let attempts = 0
  const done = followFeed({
    catchUp: async () => ends[Math.min(attempts++, ends.length - 1)] ?? ends[0],
    watch: { reason: async () => void (await wake.wait(5_000)) },
    reach: reachOn(time, record, () => undefined),
    wake,
    record,
    clock: time,
    random: { next: () => 0.5 },
    signal: stop.signal,
  })
  const end = () => {
    stop.abort()
    wake.wake()
    return done
  }
  return { time, recorded, attempts: () => attempts, wake, end, kinds: () => recorded.map(({ kind }) => kind) }
}

describe('the loop', () => {
  test('asks again in time, and is lost until it has caught up', async () => {
    const unreachable = refused({ kind: 'unreachable', detail: '' } as const)
    const { time, recorded, attempts, end, kinds } = looping(unreachable, unreachable, ok(null))
    await time.advance(0)
    expect(recorded).toEqual([{ kind: 'lost', atMs: time.wallMs(), nextAttemptMs: time.wallMs() + 500 }])
    await time.advance(500)
    expect(attempts()).toBe(2)
    await time.advance(1_000)
    expect(kinds()).toEqual(['lost', 'lost', 'caughtUp'])
    await time.advance(5_000)
    expect(attempts()).toBe(4)
    await end()
    expect(time.pending).toBe(0)
  })

  test('counts failures anew after it has caught up', async () => {
    const gap = refused({ kind: 'snapshotNeeded', why: 'gap' } as const)
    const { time, attempts, end, kinds } = looping(gap, ok(null), gap, ok(null))
    await time.advance(0)
    expect(attempts()).toBe(2)
    await time.advance(5_000)
    expect(attempts()).toBe(4)
    expect(kinds()).toEqual(['caughtUp', 'caughtUp'])
    await end()
  })

  test('waits for somebody once the bench is revoked', async () => {
    const { time, attempts, wake, end, kinds } = looping(refused({ kind: 'revoked' } as const), ok(null))
    await time.advance(3_600_000)
    expect([attempts(), kinds()]).toEqual([1, ['revoked']])
    wake.wake()
    await time.advance(0)
    expect(kinds()).toEqual(['revoked', 'caughtUp'])
    await end()
  })
})
