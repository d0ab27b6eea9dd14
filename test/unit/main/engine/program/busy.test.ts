import { expect, it } from 'vitest'
import { busyWatch } from '../../../../../src/main/engine/program/busy'
import type { NotNow } from '../../../../../src/shared/views/program'
import { FakeTime } from '../readers/support/fake-time'

function watching() {
  const time = new FakeTime()
  const told: (NotNow | null)[] = []
  const now = { tagging: false, sending: false }
  const busy = busyWatch({
    timers: time,
    isTagging: () => now.tagging,
    isSending: () => now.sending,
    onBusy: (what) => told.push(what),
  })
  const after = async (change: Partial<typeof now>) => {
    Object.assign(now, change)
    busy.changed()
    await time.advance(100)
  }
  return { told, after, busy }
}

it('what keeps an update waiting is told when it changes, the vial in the hand first', async () => {
  const { told, after } = watching()
  await after({})
  await after({ sending: true })
  await after({ sending: true })
  await after({ tagging: true })
  await after({ tagging: false })
  await after({ sending: false })
  expect(told).toEqual(['sending', 'procedureOpen', 'sending', null])
})

it('nothing is told any more once the engine stops', async () => {
  const { told, after, busy } = watching()
  busy.stop()
  await after({ tagging: true })
  expect(told).toEqual([])
})
