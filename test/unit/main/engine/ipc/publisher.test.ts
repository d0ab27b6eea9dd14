import { expect, it } from 'vitest'
import { publisher } from '../../../../../src/main/engine/ipc/publisher'
import { refreshAt } from '../../../../../src/main/engine/ipc/refresh'
import { eventsFor } from '../../../../../src/main/engine/ipc/touched'
import { FakeTime } from '../readers/support/fake-time'

function publishing() {
  const time = new FakeTime()
  const told: string[] = []
  const reported: unknown[] = []
  const sources = {
    'places/changed': () => null,
    'tagging/changed': () => null,
    'bench/changed': () => {
      throw new Error('a bug')
    },
  }
  return {
    time,
    told,
    reported,
    push: publisher(
      sources,
      (name) => told.push(name),
      time,
      (error) => reported.push(error),
    ),
  }
}

it('tells once for a burst of changes', async () => {
  const { time, told, push } = publishing()
  push.changed('places/changed')
  push.changed('places/changed', 'tagging/changed')
  expect(told).toEqual([])
  await time.advance(25)
  expect(told).toEqual(['places/changed', 'tagging/changed'])
  push.changed('places/changed')
  await time.advance(25)
  expect(told).toHaveLength(3)
})

it('tells the others when one snapshot fails', async () => {
  const { time, told, reported, push } = publishing()
  push.changed('bench/changed', 'places/changed')
  await time.advance(25)
  expect(told).toEqual(['places/changed'])
  expect(reported).toHaveLength(1)
})

it('tells nothing after it was stopped', async () => {
  const { time, told, push } = publishing()
  push.changed('places/changed')
  push.stop()
  await time.advance(1000)
  expect(told).toEqual([])
  expect(time.pending).toBe(0)
})

it('shows what a commit has touched wherever it is shown, once', () => {
  expect(eventsFor(new Set(['outbox', 'tagging'] as const))).toEqual([
    'bench/changed',
    'worklist/changed',
    'tagging/changed',
    'places/changed',
  ])
})

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
