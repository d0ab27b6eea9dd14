import { describe, expect, it } from 'vitest'
import { levelTone, percentNow } from '../../../../src/renderer/parts/level'
import { storageId } from '../../../../src/shared/model/ids'
import { aProcedure } from '../../../support/builders/procedure'
import { aTank } from '../../../support/builders/snapshots'

describe('the level of a tank', () => {
  it.each([
    [62, 'neutral'],
    [40, 'neutral'],
    [39.9, 'attention'],
    [19.9, 'stop'],
  ])('at %d %% is %s', (percent, tone) => {
    expect(levelTone(percent)).toBe(tone)
  })

  it('is what its running refill says, else what was measured last', () => {
    const { tank } = aTank({ id: storageId(2) })
    const refill = { storageId: storageId(2), tankName: 'Tank A', levelBefore: 62, levelNow: 71, litresAdded: 30 }
    const running = aProcedure({ type: 'REFILL', status: 'IN_PROGRESS', refill })
    expect(percentNow(tank, [running])).toBe(71)
    expect(percentNow(tank, [{ ...running, status: 'COMPLETED' }])).toBe(62)
    expect(percentNow(tank, [{ ...running, refill: { ...refill, storageId: storageId(3) } }])).toBe(62)
    expect(percentNow({ ...tank, level: null }, [])).toBeNull()
  })
})
