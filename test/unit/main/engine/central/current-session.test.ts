import { expect, test } from 'vitest'
import { type Begins, whatBegins } from '../../../../../src/main/engine/central/current-session'

const table: readonly [enrolled: boolean, stopping: boolean, offline: boolean, inDoubt: boolean, Begins][] = [
  [false, false, false, false, 'nothing'],
  [false, false, true, false, 'nothing'],
  [false, false, false, true, 'nothing'],
  [false, true, false, false, 'nothing'],
  [true, true, false, false, 'nothing'],
  [true, true, true, true, 'nothing'],
  [true, false, true, false, 'offline'],
  [true, false, true, true, 'offline'],
  [true, false, false, true, 'renewal'],
  [true, false, false, false, 'session'],
]

test.each(table)('enrolled %s, stopping %s, offline on purpose %s, in doubt %s: %s', (...row) => {
  const [isEnrolled, isStopping, isOfflineOnPurpose, isIdentityInDoubt, expected] = row
  expect(whatBegins({ isEnrolled, isStopping, isOfflineOnPurpose, isIdentityInDoubt })).toBe(expected)
})
