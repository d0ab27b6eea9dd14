import { expect, test } from 'vitest'
import { wakeSignalOn } from '../../../src/platform/wake-signal'
import { FakeTime } from '../main/engine/readers/support/fake-time'

test('a wake-up while nobody waits ends the next wait, and only that', async () => {
  const time = new FakeTime()
  const signal = wakeSignalOn(time)
  signal.wake()
  signal.wake()
  expect(await signal.wait(null)).toBe(true)
  const waited = signal.wait(1000)
  await time.advance(1000)
  expect(await waited).toBe(false)
})

test('a wake-up ends a wait before its time, and leaves no timer', async () => {
  const time = new FakeTime()
  const signal = wakeSignalOn(time)
  const waited = signal.wait(1000)
  await time.advance(999)
  signal.wake()
  expect(await waited).toBe(true)
  expect(time.pending).toBe(0)
})
