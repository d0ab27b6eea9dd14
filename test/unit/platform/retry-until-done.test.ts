import { expect, test } from 'vitest'
import { retryUntilDone } from '../../../src/platform/retry-until-done'
import { wakeSignalOn } from '../../../src/platform/wake-signal'
import { FakeTime } from '../main/engine/readers/support/fake-time'

/** Work that the disk refuses so many times. */
function refused(times: number) {
  const time = new FakeTime()
  const stop = new AbortController()
  const reported: unknown[] = []
  let runs = 0
  const wake = wakeSignalOn(time)
  const done = retryUntilDone(
    { signal: stop.signal, random: { next: () => 0.5 }, report: (error) => reported.push(error) },
    wake,
    async () => {
      runs += 1
      if (runs <= times) throw new Error('disk full')
    },
  )
  return { time, stop, wake, done, reported, runs: () => runs }
}

test('what is refused is reported and tried again until it is done', async () => {
  const { time, done, reported, runs } = refused(3)
  await time.advance(10_000)
  await done
  expect(runs()).toBe(4)
  expect(reported).toHaveLength(3)
})

test('waits longer each time, unless it is woken', async () => {
  const { time, wake, runs } = refused(9)
  await time.advance(499)
  expect(runs()).toBe(1)
  await time.advance(1)
  expect(runs()).toBe(2)
  await time.advance(999)
  expect(runs()).toBe(2)
  wake.wake()
  await time.advance(0)
  expect(runs()).toBe(3)
})

test('ends when it is stopped', async () => {
  const { time, stop, wake, done, runs } = refused(Number.POSITIVE_INFINITY)
  await time.advance(0)
  stop.abort()
  wake.wake()
  await done
  expect(runs()).toBe(1)
  expect(time.pending).toBe(0)
})
