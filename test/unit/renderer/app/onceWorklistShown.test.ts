import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onceWorklistShown } from '../../../../src/renderer/app/onceWorklistShown'
import { useWorklistStore } from '../../../../src/renderer/stores/snapshots'
import type { WorklistSnapshot } from '../../../../src/shared/views/worklist'

const worklist = (loading: boolean): WorklistSnapshot => ({
  toTag: [],
  toReview: [],
  queued: [],
  running: [],
  notDoneToday: [],
  doneToday: [],
  other: [],
  loading,
})

const show = (loading: boolean) => useWorklistStore.setState({ loaded: { kind: 'ready', value: worklist(loading) } })

beforeEach(() => {
  useWorklistStore.setState({ loaded: { kind: 'loading' } })
  // A window where every frame and every idle moment comes at once.
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => work())
  vi.stubGlobal('requestIdleCallback', (work: () => void) => work())
})

afterEach(() => vi.unstubAllGlobals())

it('waits for a worklist, read to its end or not, and works once', () => {
  const work = vi.fn()
  onceWorklistShown(work)
  expect(work).not.toHaveBeenCalled()
  show(true)
  show(false)
  expect(work).toHaveBeenCalledTimes(1)
})

it('works in the second frame after it: the first is not on screen before', () => {
  const frames: (() => void)[] = []
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work))
  const work = vi.fn()
  onceWorklistShown(work)
  show(false)
  frames.shift()?.()
  expect(work).not.toHaveBeenCalled()
  frames.shift()?.()
  expect(work).toHaveBeenCalledTimes(1)
})

it('does not wait for a worklist that is there already, nor for one that could not be read', () => {
  const work = vi.fn()
  show(false)
  onceWorklistShown(work)
  useWorklistStore.setState({ loaded: { kind: 'failed', refusal: { kind: 'failed', detail: 'x' } } })
  onceWorklistShown(work)
  expect(work).toHaveBeenCalledTimes(2)
})
