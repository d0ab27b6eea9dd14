import { expect, test } from 'vitest'
import { claimMsLeft } from '../../../../src/shared/model/claim'

const nowMs = Date.parse('2026-03-02T08:00:00.000Z')
const at = (ms: number) => ({ expiresAt: new Date(nowMs + ms).toISOString() })

test.each([
  ['that was just given', 120_000, 120_000],
  ['that was just given, before the clock was set back by a little', 125_000, 125_000],
  ['that is about to end', 1, 1],
  ['that ends now', 0, 0],
  ['of yesterday', -86_400_000, 0],
  ['of a clock that was an hour ahead', 3_600_000, 0],
  ['of a clock that was years ahead', 5e10, 0],
])('a claim %s', (_, endsInMs, left) => {
  expect(claimMsLeft(at(endsInMs), nowMs)).toBe(left)
})
