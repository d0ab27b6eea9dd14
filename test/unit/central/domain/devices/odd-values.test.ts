import { describe, expect, test } from 'vitest'
import { isOtherTrouble, oddAfter, reportsRemembered } from '../../../../../src/central/domain/devices/odd-values'
import type { KeptOddValue } from '../../../../../src/central/store/devices'
import type { OddValue } from '../../../../../src/shared/model/device'
import { storageId } from '../../../../../src/shared/model/ids'

const level = (told: string, tank = 2, place = 0): OddValue => ({
  where: `levels.${place}.percent`,
  storageId: storageId(tank),
  told,
  why: 'outOfRange',
})
const told = (kept: readonly KeptOddValue[]) => kept.map((each) => each.told)

describe('what a device reported that can’t be so', () => {
  test('stays until it has reported well for so many status reports', () => {
    let kept = oddAfter([], [level('188')], true)
    for (let report = 1; report < reportsRemembered; report++) kept = oddAfter(kept, [], true)
    expect(told(kept)).toEqual(['188'])
    expect(told(oddAfter(kept, [], false))).toEqual(['188'])
    expect(oddAfter(kept, [], true)).toEqual([])
  })

  test('is one trouble, whatever number the gauge says, and wherever in the report', () => {
    const first = oddAfter([], [level('188')], true)
    const second = oddAfter(first, [level('189', 2, 1)], true)
    expect(told(second)).toEqual(['189'])
    expect(isOtherTrouble(first, second)).toBe(false)
  })

  test('a gauge that fails in every other report for an hour is told once, and taken back once', () => {
    let kept: readonly KeptOddValue[] = []
    let news = 0
    for (let report = 0; report < 1_200 + reportsRemembered; report++) {
      const after = oddAfter(kept, report < 1_200 && report % 2 === 0 ? [level('188')] : [], true)
      if (isOtherTrouble(kept, after)) news++
      kept = after
    }
    expect(news).toBe(2)
    expect(kept).toEqual([])
  })

  test('another tank’s is another trouble', () => {
    const first = oddAfter([], [level('188')], true)
    const both = oddAfter(first, [level('188'), level('188', 3, 1)], true)
    expect(both).toHaveLength(2)
    expect(isOtherTrouble(first, both)).toBe(true)
  })
})
