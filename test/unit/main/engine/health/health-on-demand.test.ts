import { expect, it } from 'vitest'
import { benchHealth } from '../../../../../src/main/engine/health/health-on-demand'
import { FakeTime } from '../readers/support/fake-time'

it('an engine without a program around it has no health page, is well, and needs nothing for that', async () => {
  const health = benchHealth({ clock: new FakeTime() }, () => expect.unreachable())
  expect(await health.page()).toBeNull()
  health.changed()
  expect(health.status()).toBe('ok')
  health.stop()
})
