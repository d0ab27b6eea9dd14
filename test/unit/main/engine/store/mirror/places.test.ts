import { describe, expect, test } from 'vitest'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import type { Change } from '../../../../../../src/shared/api/entities'
import { storageId } from '../../../../../../src/shared/model/ids'
import type { Place } from '../../../../../../src/shared/model/place'
import { placeAt, vial } from '../../../../../support/builders/numbered'
import { at, opened } from '../support'
import { cane, container, procedure, tank } from './support'

const canePositions = (store: BenchStore, name: string) =>
  store.mirror.cane({ storageId: storageId(1), canister: 'C1', cane: name })?.positions

const doubt = (place: Place) => ({ since: '2030-01-01T00:00:00.000Z', why: 'outcomeUnknown' as const, place })

describe('places', () => {
  test('a cane shows what is stored on it, what open STORE procedures plan, and what is free', () => {
    const store = opened()
    store.mirror.apply(
      [
        tank(1),
        cane(1, 'A'),
        cane(1, 'B', 2),
        container(1, { place: placeAt(1, 'C1', 'A', 2) }),
        procedure(1, { vials: [vial(10, { place: placeAt(1, 'C1', 'A', 1) })] }),
        procedure(2, { type: 'RETRIEVAL', vials: [vial(11, { place: placeAt(1, 'C1', 'A', 3) })] }),
      ],
      at(1),
    )
    expect(canePositions(store, 'A')).toEqual(['planned', 'stored', 'free', 'free', 'free'])
    expect(store.mirror.canes(storageId(1)).map(({ cane: name, free, tankName }) => [name, free, tankName])).toEqual([
      ['A', 3, 'Tank 1'],
      ['B', 2, 'Tank 1'],
    ])
    expect(store.mirror.cane({ storageId: storageId(1), canister: 'C1', cane: 'Z' })).toBeNull()
  })

  test.each(['CREATED', 'IN_PROGRESS'] as const)(
    'a plan holds its place while the procedure is %s, and leaves with its end',
    (status) => {
      const store = opened()
      const vials = [
        vial(10, { place: placeAt(1, 'C1', 'A', 1) }),
        vial(11, { place: placeAt(1, 'C1', 'A', 2), outcome: 'done' }),
      ]
      store.mirror.apply([tank(1), cane(1, 'A', 3), procedure(1, { status, vials })], at(1))
      expect(canePositions(store, 'A')).toEqual(['planned', 'free', 'free'])
      store.mirror.apply([procedure(1, { status: 'CANCELLED', vials })], at(2))
      expect(canePositions(store, 'A')).toEqual(['free', 'free', 'free'])
    },
  )

  test('a place where a failed device may have left a vial stays taken, as it does at central', () => {
    const store = opened()
    const vials = (['unknown', 'notDone', 'pending'] as const).map((outcome, index) =>
      vial(10 + index, { place: placeAt(1, 'C1', 'A', 1 + index), outcome }),
    )
    const doubtful = { place: null, storedAt: null, verify: doubt(placeAt(1, 'C1', 'A', 1)) }
    store.mirror.apply(
      [tank(1), cane(1, 'A', 3), procedure(1, { status: 'FAILED', vials }), container(10, doubtful)],
      at(1),
    )
    expect(canePositions(store, 'A')).toEqual(['planned', 'free', 'free'])
    expect(store.mirror.toVerify(10)).toMatchObject([{ id: 10, place: null, verify: doubtful.verify }])
    store.mirror.apply([container(10, { place: null, storedAt: null })], at(2))
    expect(canePositions(store, 'A')).toEqual(['free', 'free', 'free'])
    expect(store.mirror.toVerify(10)).toEqual([])
  })

  test('tanks count what is in them, however vials move, and show their latest level', () => {
    const { mirror } = opened()
    const occupied = () => mirror.tanks('').map((view) => view.occupied)
    mirror.apply(
      [
        tank(1),
        tank(2),
        container(1),
        container(2, { place: placeAt(2, 'C9', 'A', 1) }),
        container(3, { place: null }),
      ],
      at(1),
    )
    expect(occupied()).toEqual([1, 1])
    mirror.apply(
      [container(1, { place: placeAt(2, 'C9', 'A', 2) }), container(3), container(3, { place: null })],
      at(2),
    )
    expect(occupied()).toEqual([0, 2])
    const level = (time: string, percent: number): Change => ({
      entity: 'level',
      body: { storageId: storageId(1), at: time, percent },
    })
    mirror.apply([level('2030-01-01', 80), level('2030-01-02', 70), level('2030-01-02', 71)], at(5))
    const [first] = mirror.tanks('2030-01-02')
    expect(first?.levels).toEqual([{ at: '2030-01-02', percent: 71 }])
    expect(first?.tank.level).toEqual({ at: '2030-01-02', percent: 71 })
  })
})
