import { describe, expect, test } from 'vitest'
import { at, opened } from '../support'

describe('the position in the feed', () => {
  test('knows the furthest rows of the history that it stands on, and how many snapshots that took', () => {
    const { mirror } = opened()
    const row = (n: number) => ({ n, digest: `d${n}` })
    const position = (n: number) => ({ ...at(n), ...row(n) })
    const heard = () => mirror.history()?.rows
    expect(mirror.history()).toBeNull()
    const first = mirror.beginSnapshot()
    expect(mirror.history()).toBeNull()
    first.finish(position(4))
    expect(mirror.history()).toEqual({ ...at(4), rows: [row(4)], snapshots: 1 })
    mirror.apply([], position(6), [], [row(4)])
    expect(mirror.cursor()).toEqual(at(6))
    expect(heard()).toEqual([row(6)])
    mirror.recordRow(row(9), [row(6)])
    expect(heard()).toEqual([row(9)])
    // This page was asked for before that answer came: it proves nothing of it.
    mirror.apply([], position(12), [], [row(6)])
    expect(heard()).toEqual([row(9), row(12)])
    mirror.forgetCursor()
    expect(mirror.history()).toEqual({ ...at(0), rows: [row(9), row(12)], snapshots: 1 })
    // Cut off, and gone on with after more was answered: its position is behind that.
    mirror.beginSnapshot()
    mirror.resumeSnapshot().finish(position(8), [row(9), row(12)])
    expect(mirror.history()).toEqual({ ...at(8), rows: [row(12)], snapshots: 2 })
    // A central that tells no digests.
    mirror.apply([], at(13))
    expect(mirror.history()).toEqual({ ...at(13), rows: [row(12)], snapshots: 2 })
    const former = mirror.history()
    expect(mirror.replaced()).toBeNull()
    mirror.forgetHistory()
    expect(mirror.history()).toBeNull()
    expect(mirror.replaced()).toEqual(former)
    mirror.forgetHistory()
    mirror.beginSnapshot()
    expect(mirror.replaced()).toEqual(former)
    mirror.recordRow(row(20), [])
    mirror.resumeSnapshot().finish(position(5))
    expect(heard()).toEqual([row(5)])
    expect(mirror.replaced()).toBeNull()
    mirror.beginSnapshot().finish({ epoch: 'e2', n: 3, digest: 'x' })
    expect(mirror.history()).toEqual({ epoch: 'e2', n: 3, rows: [{ n: 3, digest: 'x' }], snapshots: 4 })
  })

  test('what was skipped is remembered until the next snapshot', () => {
    const { mirror } = opened()
    mirror.apply([], at(3), [
      { n: 2, entity: 'robot' },
      { n: 3, entity: 'robot' },
    ])
    expect(mirror.skippedEntities()).toEqual(['robot'])
    expect(mirror.cursor()).toEqual(at(3))
    mirror.forgetCursor()
    expect(mirror.cursor()).toBeNull()
    expect(mirror.lastEpoch()).toBe('e1')
    mirror.beginSnapshot().finish(at(4))
    expect(mirror.skippedEntities()).toEqual([])
  })
})
