import { expect, it } from 'vitest'
import { refreshAt } from '../../../../../src/main/engine/ipc/refresh'
import { FakeTime } from '../readers/support/fake-time'

it('refreshes when the time has come, and when something was planned anew', async () => {
  const time = new FakeTime()
  let runs = 0
  const refresh = refreshAt(time, time, () => {
    runs++
    return time.wallMs() + 10_000
  })
  refresh.plan()
  await time.advance(1000)
  expect(runs).toBe(1)
  await time.advance(9999)
  expect(runs).toBe(1)
  await time.advance(1)
  expect(runs).toBe(2)
  refresh.stop()
  expect(time.pending).toBe(0)
})
