import { expect, it } from 'vitest'
import { publisher } from '../../../../../src/main/engine/ipc/publisher'
import type { SnapshotSources } from '../../../../../src/main/engine/ipc/room'
import { aSync } from '../../../../support/builders/sync'
import { FakeTime } from '../readers/support/fake-time'

function publishing() {
  const time = new FakeTime()
  const told: string[] = []
  const reported: unknown[] = []
  const sources: Partial<SnapshotSources> = {
    'sync/changed': () => aSync(),
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
      () => sources as SnapshotSources,
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

it('tells of sync a few times a second at most', async () => {
  const { time, told, push } = publishing()
  push.changed('sync/changed', 'places/changed')
  await time.advance(25)
  expect(told).toEqual(['places/changed'])
  push.changed('sync/changed')
  await time.advance(275)
  expect(told).toEqual(['places/changed', 'sync/changed'])
  push.changed('sync/changed')
  await time.advance(299)
  expect(told).toHaveLength(2)
})
