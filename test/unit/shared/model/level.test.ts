import { describe, expect, test } from 'vitest'
import { bandAfter, bandOfReadings, type LevelBand } from '../../../../src/shared/model/level'

describe('the band of a level', () => {
  test.each([
    [62, 'well'],
    [40, 'well'],
    [39.9, 'low'],
    [20, 'low'],
    [19.9, 'danger'],
    [0, 'danger'],
  ])('at first %d %% is %s', (percent, band) => {
    expect(bandAfter(null, percent)).toBe(band)
  })

  test.each([
    ['well', 39.9, 'low'],
    ['low', 40.9, 'low'],
    ['low', 41, 'well'],
    ['low', 19.9, 'danger'],
    ['danger', 20.9, 'danger'],
    ['danger', 21, 'low'],
    ['danger', 40.5, 'low'],
    ['danger', 93, 'well'],
  ] as const)('from %s at %d %% is %s: it falls at once, and rises past the margin', (before, percent, band) => {
    expect(bandAfter(before, percent)).toBe(band)
  })

  test('19.7 and 20.3 for an hour is one crossing', () => {
    let band: LevelBand = 'low'
    let crossings = 0
    for (let report = 0; report < 1_200; report++) {
      const after = bandAfter(band, report % 2 === 0 ? 19.7 : 20.3)
      if (after !== band) crossings++
      band = after
    }
    expect(crossings).toBe(1)
    expect(bandOfReadings([20.3, 19.7, 20.3].map((percent) => ({ percent })))).toBe('danger')
    expect(bandOfReadings([])).toBeNull()
  })
})
