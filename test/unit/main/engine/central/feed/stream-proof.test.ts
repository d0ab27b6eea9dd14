import { describe, expect, test } from 'vitest'
import {
  afterEvent,
  afterHead,
  isProven,
  provenForMs,
  type StreamProof,
  unproven,
} from '../../../../../../src/main/engine/central/feed/stream-proof'

const heartbeat = (nowMs: number, delayMs: number | null = 20) => ({ nowMs, delayMs, head: null })
const told = (head: number, nowMs: number, delayMs: number | null = 20) => ({ nowMs, delayMs, head })
/** Events one after the other, each with its time of arrival and its delay. */
const arrived = (...events: readonly Parameters<typeof afterEvent>[1][]): StreamProof =>
  events.reduce(afterEvent, unproven)

describe('a stream of live events', () => {
  test('that is open and silent is not live', () => {
    expect(isProven(unproven, 0)).toBe(false)
    expect(provenForMs(unproven, 0)).toBeNull()
  })

  test.each([20, null, -500])(
    'is live with an event that came after %s ms, for a heartbeat and its grace',
    (delayMs) => {
      const proof = arrived(told(7, 1_000, delayMs))
      expect(isProven(proof, 21_000)).toBe(true)
      expect(isProven(proof, 21_001)).toBe(false)
      expect(provenForMs(proof, 1_000)).toBe(20_001)
    },
  )

  test('whose body is held back for 40 s is not live when it comes, in one piece with an event that is in time', () => {
    const piece = [told(7, 40_000, 40_000), heartbeat(40_000, 25_000), heartbeat(40_000, 10_000), heartbeat(40_000, 5)]
    expect(isProven(arrived(...piece), 40_000)).toBe(false)
    expect(isProven(arrived(...piece, ...piece.map((each) => ({ ...each, nowMs: 80_000 }))), 80_000)).toBe(false)
  })

  test('is believed again after three events in time', () => {
    const late = arrived(heartbeat(0, 3_001))
    const once = afterEvent(late, heartbeat(15_000))
    const twice = afterEvent(once, heartbeat(30_000))
    expect([late, once, twice].map((proof) => isProven(proof, 30_000))).toEqual([false, false, false])
    expect(isProven(afterEvent(twice, heartbeat(45_000)), 45_000)).toBe(true)
  })

  test('of a central that does not date its events is late when the next one is', () => {
    const proof = arrived(heartbeat(0, null), heartbeat(40_000, null))
    expect(isProven(proof, 40_000)).toBe(false)
  })

  test('has to name, within three seconds, a head that was heard of elsewhere', () => {
    const proof = afterHead(arrived(told(7, 0)), 8, 1_000)
    expect(provenForMs(proof, 1_000)).toBe(3_001)
    expect(isProven(proof, 4_000)).toBe(true)
    expect(isProven(proof, 4_001)).toBe(false)
    expect(isProven(afterEvent(proof, told(8, 2_000)), 4_001)).toBe(true)
    expect(isProven(afterEvent(proof, heartbeat(2_000)), 4_001)).toBe(false)
    expect(isProven(afterEvent(proof, told(8, 4_001)), 4_001)).toBe(false)
  })

  test('is not asked for a head that it has named', () => {
    expect(isProven(afterHead(arrived(told(7, 0)), 7, 100), 10_000)).toBe(true)
  })
})
