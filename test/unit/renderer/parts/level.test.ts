import { describe, expect, it } from 'vitest'
import { levelOldMs } from '../../../../src/renderer/parts/freshness'
import { levelShown, refillOf } from '../../../../src/renderer/parts/level'
import { storageId } from '../../../../src/shared/model/ids'
import { aProcedure } from '../../../support/builders/procedure'
import { aTank } from '../../../support/builders/snapshots'

const toldAt = '2026-03-03T10:00:00.000Z'
const told = (percent: number) => aTank({ level: { at: toldAt, percent } }, { band: null })
const later = (ms: number) => ({ nowMs: Date.parse(toldAt) + ms, offsetMs: 0 })

describe('the level of a tank', () => {
  it.each([
    [62, 'neutral'],
    [40, 'neutral'],
    [39.9, 'attention'],
    [19.9, 'stop'],
  ])('at %d %% is %s', (percent, tone) => {
    expect(levelShown(told(percent), later(0))).toMatchObject({ percent, tone, isOld: false })
  })

  it('takes its tone from its band, so that it does not flicker at a limit', () => {
    expect(levelShown({ ...told(20.3), band: 'danger' }, later(0)).tone).toBe('stop')
  })

  it.each([
    [93, 'attention'],
    [30, 'attention'],
    [15, 'stop'],
  ])('of %d %% that is old is not shown as now, and asks for attention: %s', (percent, tone) => {
    expect(levelShown(told(percent), later(levelOldMs))).toMatchObject({ isOld: false })
    expect(levelShown(told(percent), later(levelOldMs + 1))).toMatchObject({ percent, tone, isOld: true })
  })

  it('is none while nobody has told one', () => {
    expect(levelShown(aTank({ level: null }, { band: null }), later(0))).toMatchObject({ percent: null, isOld: false })
  })

  it('is what was told last, whatever a refill that never ended once said', () => {
    const { tank } = told(11)
    const refill = { storageId: tank.id, tankName: 'Tank A', levelBefore: 85, levelNow: 85, litresAdded: 0 }
    const running = aProcedure({ type: 'REFILL', status: 'IN_PROGRESS', refill })
    expect(levelShown(told(11), later(0)).percent).toBe(11)
    expect(refillOf(tank, [running])).toBe(running)
    expect(refillOf(tank, [{ ...running, status: 'COMPLETED' }])).toBeNull()
    expect(refillOf(tank, [{ ...running, refill: { ...refill, storageId: storageId(3) } }])).toBeNull()
  })
})
