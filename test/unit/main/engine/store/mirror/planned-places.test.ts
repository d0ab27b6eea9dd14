import { expect, test } from 'vitest'
import { heldPlaces } from '../../../../../../src/main/engine/store/mirror/planned-places'
import { aProcedure, placeAt, vial } from '../../../../../support/builders/numbered'

const outcomes = ['pending', 'done', 'notDone', 'unknown'] as const
const vials = outcomes.map((outcome, index) => vial(10 + index, { place: placeAt(1, 'C1', 'A', 1 + index), outcome }))
const positions = (...given: Parameters<typeof aProcedure>) =>
  heldPlaces(aProcedure(...given)).map((place) => place.position)

test('an open STORE procedure holds the places of all vials that are not there yet', () => {
  expect(positions(1, { status: 'CREATED', vials })).toEqual([1, 3, 4])
  expect(positions(1, { status: 'UNKNOWN', statusName: 'PAUSED', vials })).toEqual([1, 3, 4])
})

test('an ended one holds none: its vials say where they may be', () => {
  expect(positions(1, { status: 'FAILED', vials })).toEqual([])
})

test('a vial without a place holds none, and a RETRIEVAL holds nothing', () => {
  expect(positions(1, { status: 'CREATED', vials: [vial(10, { place: null })] })).toEqual([])
  expect(positions(1, { type: 'RETRIEVAL', status: 'CREATED', vials })).toEqual([])
})
