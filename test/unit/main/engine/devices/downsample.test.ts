import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downsample, mostReadings } from '../../../../../src/main/engine/devices/downsample'

const readings = (percents: readonly number[]) => percents.map((percent, hour) => ({ at: `hour ${hour}`, percent }))

describe('the trend of a tank', () => {
  it('is kept as it is while it is short', () => {
    const few = readings([80, 79, 78])
    expect(downsample(few)).toBe(few)
  })

  it('keeps both ends of a refill', () => {
    const month = readings(
      Array.from({ length: 720 }, (_, hour) => (hour < 400 ? 90 - hour / 16 : 95 - (hour - 400) / 16)),
    )
    const kept = downsample(month).map(({ at }) => at)
    expect(kept).toContain('hour 399')
    expect(kept).toContain('hour 400')
  })

  it('keeps order, first, last, lowest and highest, and never more than asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 2000 }),
        fc.integer({ min: 4, max: 200 }),
        (percents, most) => {
          const all = readings(percents)
          const kept = downsample(all, most)
          expect(kept.length).toBeLessThanOrEqual(Math.max(most, 4))
          expect(all.filter((reading) => kept.includes(reading))).toEqual(kept)
          expect(kept[0]).toBe(all[0])
          expect(kept.at(-1)).toBe(all.at(-1))
          expect(Math.min(...kept.map(({ percent }) => percent))).toBe(Math.min(...percents))
          expect(Math.max(...kept.map(({ percent }) => percent))).toBe(Math.max(...percents))
        },
      ),
    )
    expect(mostReadings).toBeLessThan(100)
  })
})
