import { describe, expect, test } from 'vitest'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import type { Change } from '../../../../../../src/shared/api/entities'
import { deviceId, storageId } from '../../../../../../src/shared/model/ids'
import type { Place } from '../../../../../../src/shared/model/place'
import { placeAt, vial } from '../../../../../support/builders/numbered'
import { at, opened, stillClock } from '../support'
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

  test('tanks and devices are heard of by a clock that gives fractions of a millisecond', () => {
    const store = opened(undefined, stillClock(Date.parse('2030-01-02T03:04:05.000Z') + 0.4))
    const device = {
      id: deviceId(1),
      name: 'CryoArm',
      state: 'idle',
      procedureId: null,
      lastSeenAt: null,
      version: 1,
    } as const
    store.mirror.apply([tank(1), { entity: 'device', body: device }], at(1))
    expect(store.mirror.devices()).toMatchObject([{ heardMs: Date.parse('2030-01-02T03:04:05.000Z') }])
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

  test('tanks count what is in them, however vials move', () => {
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
  })
})

describe('the level of a tank', () => {
  const level = (time: string, percent: number): Change => ({
    entity: 'level',
    body: { storageId: storageId(1), at: time, percent },
  })
  /** As central announces a reading: the reading, and the tank with it. */
  const told = (version: number, time: string, percent: number): readonly Change[] => {
    const { body, entity } = tank(1)
    if (entity !== 'tank') throw new Error('not a tank')
    return [level(time, percent), { entity, body: { ...body, level: { at: time, percent }, version } }]
  }

  test('is what was told last, whatever its date', () => {
    const { mirror } = opened()
    mirror.apply([...told(1, '2031-01-01', 93), ...told(2, '2030-01-02', 15)], at(1))
    const [view] = mirror.tanks('2030')
    expect(view?.tank.level).toEqual({ at: '2030-01-02', percent: 15 })
    expect(view?.levels.map(({ percent }) => percent)).toEqual([93, 15])
    expect(view?.band).toBe('danger')
  })

  test('stays so with a snapshot, which tells of the tank first and of its readings after it', () => {
    const { mirror } = opened()
    const snapshot = mirror.beginSnapshot()
    const [, shown] = told(7, '2030-01-02', 15)
    snapshot.add([...(shown ? [shown] : []), level('2030-01-01', 80), level('2031-01-01', 93), level('2030-01-02', 15)])
    snapshot.finish(at(1))
    const [view] = mirror.tanks('2030')
    expect(view?.tank.level?.percent).toBe(15)
    expect(view?.levels.map(({ percent }) => percent)).toEqual([80, 93, 15])
  })

  test('does not go back while the feed tells again what a snapshot was ahead of', () => {
    const { mirror } = opened()
    mirror.apply(told(5, '2030-01-05', 40), at(1))
    mirror.apply(told(3, '2030-01-03', 60), at(2))
    expect(mirror.tanks('2030')[0]?.tank.level?.percent).toBe(40)
    const restored = mirror.beginSnapshot()
    restored.add(told(2, '2030-01-02', 70))
    restored.finish(at(1, 'e2'))
    expect(mirror.tanks('2030')[0]?.tank.level?.percent).toBe(70)
  })

  test('is of when this bench heard of it first, however often the tank is told of', () => {
    const clock = stillClock()
    const { mirror } = opened(undefined, clock)
    mirror.apply(told(1, '2030-01-01', 40), at(1))
    const heardMs = clock.wallMs()
    clock.advance(60_000)
    mirror.apply([...told(2, '2030-01-01', 40)], at(2))
    expect(mirror.tanks('2030')[0]?.heardMs).toBe(heardMs)
    mirror.apply([...told(3, '2030-01-02', 40)], at(3))
    expect(mirror.tanks('2030')[0]?.heardMs).toBe(heardMs + 60_000)
  })

  test('crosses its limit once when it trembles about it', () => {
    const { mirror } = opened()
    mirror.apply(told(1, '2030-01-01T00', 20.3), at(1))
    const bands = new Set<string | null | undefined>()
    for (let n = 2; n < 20; n++) {
      mirror.apply(told(n, `2030-01-01T${n}`, n % 2 === 0 ? 19.7 : 20.3), at(n))
      bands.add(mirror.tanks('')[0]?.band)
    }
    expect([...bands]).toEqual(['danger'])
  })
})
