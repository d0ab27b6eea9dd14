import { describe, expect, it } from 'vitest'
import { BenchCentral } from '../../../../../src/main/engine/central/bench-central'
import type { Sync } from '../../../../../src/main/engine/central/sync'
import type { EnrolmentRefusal } from '../../../../../src/shared/enrolment/central'
import { refused } from '../../../../../src/shared/result'
import type { CentralLink } from '../../../../../src/shared/views/central-link'
import { FakeTime, settle } from '../readers/support/fake-time'

/** A bench that is to enrol itself at a central which says `why` each time. */
async function benchThatIsRefused(why: EnrolmentRefusal) {
  const time = new FakeTime()
  const asked: string[] = []
  const idle: Sync = {
    link: () => ({ kind: 'notEnrolled' }),
    enrol: () => expect.unreachable(),
    probe: () => expect.unreachable(),
    syncNow: () => undefined,
    claim: () => Promise.resolve({ kind: 'unanswered' }),
    releaseClaim: () => undefined,
    clockOffsetMs: () => null,
    clockVerdict: () => 'unknown',
    workOffline: () => Promise.resolve(),
    status: () => ({ stream: 'none' as const, requestsUsed: 0, head: null, lastContactMs: null }),
    wokeUp: () => undefined,
    stop: () => Promise.resolve(),
  }
  const startSync = async (onLink: (link: CentralLink) => void): Promise<Sync> => ({
    ...idle,
    async enrol(url, code) {
      asked.push(code)
      onLink({ kind: 'enrolling' })
      onLink({ kind: 'enrolmentRefused', why, url })
      return refused(why)
    },
  })
  const central = new BenchCentral({
    store: { profile: { identity: () => null, offlineSinceMs: () => null } as never },
    mode: 'bench',
    benchName: 'Bench 1',
    address: { url: 'https://c.example', code: 'ABCD' },
    clock: time,
    timers: time,
    startSync,
    changed: () => undefined,
    report: (error) => expect.unreachable(String(error)),
  })
  await central.start()
  await settle()
  return { central, time, asked }
}

describe('a bench that enrols itself', () => {
  it.each<[EnrolmentRefusal, boolean]>([
    [{ kind: 'unreachable' }, true],
    [{ kind: 'noSuchHost' }, true],
    [{ kind: 'busy', retryAfterMs: 1 }, true],
    [{ kind: 'codeUsed' }, false],
    [{ kind: 'certificateUnknown' }, false],
    [{ kind: 'notCentral' }, false],
  ])('after %j tries again by itself: %s', async (why, again) => {
    const { central, time, asked } = await benchThatIsRefused(why)
    expect(asked).toEqual(['ABCD'])
    await time.advance(65_000)
    expect(asked).toHaveLength(again ? 3 : 1)
    await central.stop()
    expect(time.pending).toBe(0)
  })

  it('leaves it to the person who has begun to try', async () => {
    const { central, time, asked } = await benchThatIsRefused({ kind: 'unreachable' })
    central.enrolByHand('https://c.example', 'WXYZ', null)
    await time.advance(600_000)
    expect(asked).toEqual(['ABCD', 'WXYZ'])
    await central.stop()
  })
})
