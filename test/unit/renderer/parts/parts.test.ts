import { describe, expect, it } from 'vitest'
import { levelTone, percentNow } from '../../../../src/renderer/parts/level'
import { litCanisters } from '../../../../src/renderer/parts/litCanisters'
import { readerToShow } from '../../../../src/renderer/parts/readers'
import { ring } from '../../../../src/renderer/parts/ring'
import { storageId } from '../../../../src/shared/model/ids'
import { readerId } from '../../../../src/shared/model/reader'
import { aPlace, aProcedure, aVial } from '../../../support/builders/procedure'
import { aReader, aTank } from '../../../support/builders/snapshots'

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

describe('the reader that the status bar tells of', () => {
  const simulated = aReader()
  const real = aReader({ id: readerId('usb'), simulated: false })
  const gone = aReader({
    id: readerId('usb'),
    simulated: false,
    connection: { kind: 'reconnecting', sinceMs: 1, attempt: 1 },
  })
  const known = aReader({ id: readerId('old'), simulated: false, connection: { kind: 'absent' } })

  it('is the real one that works', () => expect(readerToShow([simulated, gone, real])).toBe(real))
  it('is a real one in trouble before a simulated one that works', () =>
    expect(readerToShow([simulated, gone])).toBe(gone))
  it('is not one that was put away long ago', () => expect(readerToShow([known, simulated])).toBe(simulated))
  it('is none where there is none', () => expect(readerToShow([])).toBeNull())
})

describe('a tank from above', () => {
  it('counts the vials of each canister', () => {
    const vials = [aVial(1, { place: aPlace() }), aVial(2, { place: aPlace({ position: 2 }) }), aVial(3)]
    expect([...litCanisters(vials)].map(([tank, canisters]) => [tank, [...canisters]])).toEqual([[2, [['C1', 2]]]])
  })

  it.each([1, 2, 6, 10, 24])('keeps %d canisters inside the wall and apart', (count) => {
    const spots = ring(count)
    expect(spots).toHaveLength(count)
    for (const spot of spots) expect(Math.hypot(spot.x - 100, spot.y - 100) + spot.r).toBeLessThanOrEqual(88)
    const [first, second] = spots
    if (first && second) expect(Math.hypot(first.x - second.x, first.y - second.y)).toBeGreaterThanOrEqual(first.r * 2)
  })
})
