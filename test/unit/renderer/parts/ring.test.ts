import { describe, expect, it } from 'vitest'
import { ring } from '../../../../src/renderer/parts/ring'

describe('a tank from above', () => {
  it.each([1, 2, 6, 10, 24])('keeps %d canisters inside the wall and apart', (count) => {
    const spots = ring(count)
    expect(spots).toHaveLength(count)
    for (const spot of spots) expect(Math.hypot(spot.x - 100, spot.y - 100) + spot.r).toBeLessThanOrEqual(88)
    const [first, second] = spots
    if (first && second) expect(Math.hypot(first.x - second.x, first.y - second.y)).toBeGreaterThanOrEqual(first.r * 2)
  })
})
