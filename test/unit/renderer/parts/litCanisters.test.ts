import { describe, expect, it } from 'vitest'
import { litCanisters } from '../../../../src/renderer/parts/litCanisters'
import { aPlace, aVial } from '../../../support/builders/procedure'

describe('a tank from above', () => {
  it('counts the vials of each canister', () => {
    const vials = [aVial(1, { place: aPlace() }), aVial(2, { place: aPlace({ position: 2 }) }), aVial(3)]
    expect([...litCanisters(vials)].map(([tank, canisters]) => [tank, [...canisters]])).toEqual([[2, [['C1', 2]]]])
  })
})
