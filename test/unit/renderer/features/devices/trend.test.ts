import { describe, expect, it } from 'vitest'
import { trendOf } from '../../../../../src/renderer/features/devices/trend'
import { storageId } from '../../../../../src/shared/model/ids'
import { aProcedure } from '../../../../support/builders/procedure'

const now = Date.parse('2026-03-31T12:00:00Z')

describe('the trend of a tank', () => {
  it('is thirty days, in order of time, each time once', () => {
    const levels = [
      { at: '2026-03-31T00:00:00Z', percent: 60 },
      { at: '2026-03-30T00:00:00Z', percent: 61 },
      { at: '2026-03-30T00:00:00Z', percent: 62 },
      { at: '2026-01-01T00:00:00Z', percent: 90 },
    ]
    expect(trendOf(levels, [], now).percents).toEqual([62, 60])
  })

  it('marks the refills of those days', () => {
    const refill = { storageId: storageId(2), tankName: 'Tank A', levelBefore: 40, levelNow: 95, litresAdded: 30 }
    const at = (startedAt: string) => aProcedure({ type: 'REFILL', refill, startedAt })
    const trend = trendOf([], [at('2026-03-20T00:00:00Z'), at('2025-03-20T00:00:00Z')], now)
    expect(trend.refills).toEqual([Date.parse('2026-03-20T00:00:00Z') / 1000])
  })
})
