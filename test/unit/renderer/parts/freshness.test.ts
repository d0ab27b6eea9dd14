import { describe, expect, test } from 'vitest'
import { deviceOldMs, freshness, isOld, levelOldMs } from '../../../../src/renderer/parts/freshness'
import { manualClock } from '../../../support/manual-clock'

const clock = () => manualClock('2026-03-31T12:00:00.000Z')
const here = (at: ReturnType<typeof clock>, offsetMs: number | null = 0) => ({ nowMs: at.wallMs(), offsetMs })
const noon = '2026-03-31T12:00:00.000Z'

describe('what was told', () => {
  test('is fresh up to its limit and old from then on, with its age', () => {
    const time = clock()
    expect(freshness({ at: noon }, here(time), levelOldMs)).toEqual({ kind: 'fresh', ageMs: 0 })
    time.advance(levelOldMs)
    expect(freshness({ at: noon }, here(time), levelOldMs)).toEqual({ kind: 'fresh', ageMs: levelOldMs })
    time.advance(1)
    expect(freshness({ at: noon }, here(time), levelOldMs)).toEqual({ kind: 'old', ageMs: levelOldMs + 1 })
    expect(freshness({ at: noon }, here(time), deviceOldMs).kind).toBe('old')
  })

  test('never is neither', () => {
    expect(freshness({ at: null }, here(clock()), levelOldMs)).toEqual({ kind: 'never' })
  })

  test("has its age by central's clock, however the bench's own is set", () => {
    const time = clock()
    time.setBy(7_200_000)
    time.advance(60_000)
    expect(freshness({ at: noon }, here(time, 7_200_000), levelOldMs)).toEqual({ kind: 'fresh', ageMs: 60_000 })
  })

  test('while central was a year ahead, years later, is as old as this bench knows of it', () => {
    const time = clock()
    const told = { at: '2027-03-31T12:00:00.000Z', heardMs: time.wallMs() }
    time.advance(3 * 3_600_000)
    expect(freshness(told, here(time), levelOldMs)).toEqual({ kind: 'old', ageMs: 3 * 3_600_000 })
    time.advance(366 * 86_400_000)
    expect(freshness(told, here(time), levelOldMs).kind).toBe('old')
  })

  test('at a time that has not come is of nobody knows when, and as good as old', () => {
    const undated = freshness({ at: '2027-03-31T12:00:00.000Z' }, here(clock()), levelOldMs)
    expect(undated).toEqual({ kind: 'undated' })
    expect(isOld(undated)).toBe(true)
    expect(freshness({ at: 'yesterday' }, here(clock()), levelOldMs).kind).toBe('undated')
  })

  test('a few seconds ahead is now: clocks are never quite alike', () => {
    expect(freshness({ at: '2026-03-31T12:00:05.000Z' }, here(clock()), levelOldMs)).toEqual({
      kind: 'fresh',
      ageMs: 0,
    })
  })
})
