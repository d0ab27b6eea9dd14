import { expect, it } from 'vitest'
import { claimsElsewhere } from '../../../../../src/main/engine/procedures/claims-elsewhere'
import { otherBench, store1234, thisBench } from '../../../../support/builders/store-1234'
import { FakeTime } from '../readers/support/fake-time'

const claimed = (benchId: typeof otherBench, expiresAt: string) =>
  store1234({ claim: { benchId, benchName: 'Bench 2', expiresAt } })

it("another bench's claim lasts by this bench's clock, its own and an ended one are none", async () => {
  const time = new FakeTime()
  const claims = claimsElsewhere({ clock: time, bench: () => thisBench, clockOffsetMs: () => 60_000 })
  const theirs = claimed(otherBench, '2030-01-01T12:00:00.000Z')
  expect(claims.of(theirs)?.benchName).toBe('Bench 2')
  expect(claims.of(claimed(thisBench, '2030-01-01T13:00:00.000Z'))).toBeNull()
  expect(claims.of(store1234())).toBeNull()
  await time.advance(60_000)
  expect(claims.of(theirs)).toBeNull()
})

it('knows which of the claims ends first', () => {
  const claims = claimsElsewhere({ clock: new FakeTime(), bench: () => null, clockOffsetMs: () => null })
  expect(claims.firstEndMs()).toBe(Number.POSITIVE_INFINITY)
  claims.of(claimed(otherBench, '2030-01-01T13:00:00.000Z'))
  claims.of(claimed(otherBench, '2030-01-01T12:30:00.000Z'))
  expect(claims.firstEndMs()).toBe(Date.parse('2030-01-01T12:30:00.000Z'))
  claims.forgetEnds()
  expect(claims.firstEndMs()).toBe(Number.POSITIVE_INFINITY)
})
