import { describe, expect, it } from 'vitest'
import { claimsElsewhere } from '../../../../../src/main/engine/procedures/claims-elsewhere'
import { procedureId } from '../../../../../src/shared/model/ids'
import { otherBench, store1234, thisBench } from '../../../../support/builders/store-1234'
import { manualClock } from '../../../../support/manual-clock'

const noon = '2030-01-01T12:00:00.000Z'
const claimed = (benchId: typeof otherBench, expiresAt: string, id = 1234) =>
  store1234({ id: procedureId(id), claim: { benchId, benchName: 'Bench 2', expiresAt } })

function elsewhere(offsetMs: number | null = 0) {
  const clock = manualClock(noon)
  let offset = offsetMs
  const claims = claimsElsewhere({ clock, bench: () => thisBench, clockOffsetMs: () => offset })
  return {
    clock,
    claims,
    setOffset: (ms: number) => {
      offset = ms
    },
  }
}

describe("another bench's claim", () => {
  it("lasts by central's clock; its own and an ended one are none", () => {
    const { clock, claims } = elsewhere(60_000)
    const theirs = claimed(otherBench, '2030-01-01T12:00:00.000Z')
    expect(claims.of(theirs)?.benchName).toBe('Bench 2')
    expect(claims.of(claimed(thisBench, '2030-01-01T12:01:00.000Z'))).toBeNull()
    expect(claims.of(store1234())).toBeNull()
    clock.advance(60_000)
    expect(claims.of(theirs)).toBeNull()
  })

  it('of a central whose clock was an hour ahead is over as soon as that clock is right', () => {
    const { clock, claims, setOffset } = elsewhere(-3_600_000)
    const theirs = claimed(otherBench, '2030-01-01T13:02:00.000Z')
    expect(claims.of(theirs)?.expiresAt).toBe('2030-01-01T12:02:00.000Z')
    clock.advance(20_000)
    expect(claims.of(theirs)?.expiresAt).toBe('2030-01-01T12:02:00.000Z')
    setOffset(0)
    expect(claims.of(theirs)).toBeNull()
  })

  it('is over two minutes after it was heard of, whatever the clocks say, until it is renewed', () => {
    const { clock, claims } = elsewhere(null)
    const theirs = claimed(otherBench, '2030-01-01T13:02:00.000Z')
    expect(claims.of(theirs)).not.toBeNull()
    clock.setBy(-3_600_000)
    clock.advance(119_999)
    expect(claims.of(theirs)).not.toBeNull()
    clock.advance(1)
    expect(claims.of(theirs)).toBeNull()
    expect(claims.of(claimed(otherBench, '2030-01-01T13:04:00.000Z'))).not.toBeNull()
  })

  it('of last week is none on a bench that starts without central', () => {
    const { claims } = elsewhere(null)
    expect(claims.of(claimed(otherBench, '2029-12-25T12:00:00.000Z'))).toBeNull()
  })
})

it('knows which of the claims ends first', () => {
  const { claims } = elsewhere()
  expect(claims.firstEndMs()).toBe(Number.POSITIVE_INFINITY)
  claims.of(claimed(otherBench, '2030-01-01T12:02:00.000Z', 1))
  claims.of(claimed(otherBench, '2030-01-01T12:00:30.000Z', 2))
  expect(claims.firstEndMs()).toBe(Date.parse('2030-01-01T12:00:30.000Z'))
  claims.forgetEnds()
  expect(claims.firstEndMs()).toBe(Number.POSITIVE_INFINITY)
})
