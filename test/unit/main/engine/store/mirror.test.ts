import { describe, expect, test } from 'vitest'
import type { BenchStore } from '../../../../../src/main/engine/store/bench-store'
import type { Change } from '../../../../../src/shared/api/entities'
import {
  benchId,
  containerId,
  deviceId,
  facilityId,
  personId,
  procedureId,
  storageId,
} from '../../../../../src/shared/model/ids'
import { aContainer, aProcedure, placeAt, tag, vial } from '../../../../support/builders/numbered'
import { at, opened, tempFile } from './support'

const tank = (n: number, name = `Tank ${n}`): Change => ({
  entity: 'tank',
  body: {
    id: storageId(n),
    name,
    capacity: 100,
    canisters: [{ name: 'C1', caneLimit: 5 }],
    deviceName: null,
    level: null,
    version: 1,
  },
})
const cane = (tankId: number, name: string, capacity = 5, canister = 'C1'): Change => ({
  entity: 'cane',
  body: { storageId: storageId(tankId), canister, cane: name, capacity },
})
const procedure = (...given: Parameters<typeof aProcedure>): Change => ({
  entity: 'procedure',
  body: aProcedure(...given),
})
const container = (...given: Parameters<typeof aContainer>): Change => ({
  entity: 'container',
  body: aContainer(...given),
})
const canePositions = (store: BenchStore, name: string) =>
  store.mirror.cane({ storageId: storageId(1), canister: 'C1', cane: name })?.positions

describe('procedures', () => {
  test('open ones oldest first, unknown states among them; ended ones newest first', () => {
    const { mirror } = opened()
    mirror.apply(
      [
        procedure(2),
        procedure(1, { status: 'CREATED' }),
        procedure(3, { status: 'UNKNOWN', statusName: 'PAUSED' }),
        procedure(4, { status: 'COMPLETED', completedAt: '2030-01-02T10:00:00.000Z' }),
        procedure(5, { status: 'CANCELLED', completedAt: '2030-01-02T11:00:00.000Z' }),
        procedure(6, { status: 'FAILED', completedAt: '2030-01-01T23:00:00.000Z' }),
      ],
      at(6),
    )
    expect(mirror.openProcedures().map(({ id }) => id)).toEqual([1, 2, 3])
    expect(mirror.endedSince('2030-01-02T00:00:00.000Z', 10).map(({ id }) => id)).toEqual([5, 4])
    expect(mirror.endedSince('2030-01-01T00:00:00.000Z', 1).map(({ id }) => id)).toEqual([5])
    mirror.apply([procedure(1, { status: 'COMPLETED', completedAt: '2030-01-02T12:00:00.000Z' })], at(7))
    expect(mirror.openProcedures().map(({ id }) => id)).toEqual([2, 3])
    expect(mirror.procedure(procedureId(1))?.status).toBe('COMPLETED')
  })

  test('refills: running first, then newest', () => {
    const { mirror } = opened()
    const refill = (n: number, ended: boolean) =>
      procedure(n, {
        type: 'REFILL',
        status: ended ? 'COMPLETED' : 'IN_PROGRESS',
        subject: null,
        vials: [],
        completedAt: ended ? '2030-01-01T00:00:00.000Z' : null,
      })
    mirror.apply([refill(1, true), refill(2, false), refill(3, true), procedure(4)], at(4))
    expect(mirror.refills(10).map(({ id }) => id)).toEqual([2, 3, 1])
    expect(mirror.refills(2)).toHaveLength(2)
  })
})

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
    store.mirror.apply([tank(1), cane(1, 'A', 3), procedure(1, { status: 'FAILED', vials })], at(1))
    expect(canePositions(store, 'A')).toEqual(['planned', 'free', 'free'])
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

describe('tags', () => {
  const known: Change = {
    entity: 'knownTag',
    body: {
      tag: tag(77),
      containerId: containerId(9),
      containerName: 'V-9',
      subjectCode: 'S-9',
      facilityId: facilityId(2),
      since: '2029-01-01T00:00:00.000Z',
    },
  }

  test('a tag used anywhere in the organization is known until it is freed', () => {
    const { mirror } = opened()
    mirror.apply([known], at(1))
    expect(mirror.knownTag(tag(77))).toEqual(known.body)
    expect(mirror.knownTag(tag(78))).toBeNull()
    mirror.apply([{ entity: 'freedTag', body: { tag: tag(77) } }], at(2))
    expect(mirror.knownTag(tag(77))).toBeNull()
  })

  test('a tag on a vial of the inventory is known too', () => {
    const store = opened()
    store.profile.saveIdentity({
      benchId: benchId('b'),
      centralUrl: 'http://c',
      organizationName: 'O',
      facilityId: facilityId(4),
      facilityName: 'F',
    })
    store.mirror.apply([container(5)], at(1))
    expect(store.mirror.knownTag(tag(5))).toMatchObject({ containerId: 5, containerName: 'V-5', facilityId: 4 })
    expect(store.mirror.containerByTag(tag(5))).toMatchObject({ id: 5, subjectCode: 'S-1' })
    expect(store.mirror.containerByTag(tag(6))).toBeNull()
    expect(store.mirror.container(containerId(5))?.tankName).toBeNull()
  })
})

describe('snapshots', () => {
  const everything = [
    tank(1),
    tank(2),
    cane(1, 'A'),
    cane(1, 'B'),
    container(1),
    container(2),
    procedure(1, { vials: [vial(10, { place: placeAt(1, 'C1', 'A', 1) })] }),
    procedure(2),
    {
      entity: 'device',
      body: { id: deviceId(1), name: 'D', state: 'idle', procedureId: null, lastSeenAt: null, version: 1 },
    },
    { entity: 'person', body: { id: personId('p'), name: 'Ada', role: 'staff' } },
  ] as const satisfies readonly Change[]

  test('rows that it does not bring are gone, with all that followed from them', () => {
    const store = opened()
    const first = store.mirror.beginSnapshot()
    first.add(everything)
    first.finish(at(10))
    const second = store.mirror.beginSnapshot()
    second.add([tank(1), cane(1, 'A'), container(2), procedure(2)])
    second.finish(at(20, 'e2'))
    const { mirror } = store
    expect(mirror.cursor()).toEqual(at(20, 'e2'))
    expect(mirror.tanks('').map((view) => [view.tank.id, view.occupied])).toEqual([[1, 1]])
    expect(mirror.canes(storageId(1)).map((view) => [view.cane, view.positions[0]])).toEqual([['A', 'stored']])
    expect(mirror.openProcedures().map(({ id }) => id)).toEqual([2])
    expect(mirror.procedure(procedureId(1))).toBeNull()
    expect(mirror.devices()).toEqual([])
    expect(mirror.people()).toEqual([])
    expect(mirror.inventory({ text: 'v-1', offset: 0, limit: 10 }).rows).toEqual([])
    expect(mirror.inventory({ text: '', offset: 0, limit: 10 })).toMatchObject({ total: 1, rows: [{ id: 2 }] })
  })

  test('one that broke off leaves no cursor, and the next one makes it good', () => {
    const store = opened()
    store.mirror.beginSnapshot().add(everything)
    expect(store.mirror.cursor()).toBeNull()
    const again = store.mirror.beginSnapshot()
    again.add([container(2)])
    again.finish(at(3))
    expect(store.mirror.inventory({ text: '', offset: 0, limit: 10 }).rows.map(({ id }) => id)).toEqual([2])
    expect(store.mirror.openProcedures()).toEqual([])
  })

  const reached = (received: number) => ({ position: at(7), resume: `here:${received}`, received, total: 9 })

  test('one that was interrupted goes on in the next run with the rows that it has; what it lacks then is gone', () => {
    const file = tempFile()
    const first = opened(file)
    const before = first.mirror.beginSnapshot()
    before.add(everything)
    before.finish(at(3))
    const second = first.mirror.beginSnapshot()
    second.add([tank(1), container(1)], { reached: reached(2) })
    second.add([procedure(1)])
    first.close()
    const { mirror } = opened(file)
    expect(mirror.cursor()).toBeNull()
    expect(mirror.interruptedSnapshot()).toEqual(reached(2))
    const again = mirror.resumeSnapshot()
    again.add([procedure(2)])
    again.finish(at(7))
    expect(mirror.interruptedSnapshot()).toBeNull()
    expect(mirror.inventory({ text: '', offset: 0, limit: 10 }).rows.map(({ id }) => id)).toEqual([1])
    expect(mirror.openProcedures().map(({ id }) => id)).toEqual([1, 2])
    expect(mirror.tanks('').map((view) => view.tank.id)).toEqual([1])
  })

  test('a new one, a forgotten cursor and another history leave nothing to go on with', () => {
    const { mirror } = opened()
    const ends = [
      () => mirror.beginSnapshot(),
      () => mirror.forgetCursor(),
      () => mirror.forgetHistory(),
      () => mirror.clear(),
    ]
    for (const end of ends) {
      mirror.beginSnapshot().add([tank(1)], { reached: reached(1) })
      expect(mirror.interruptedSnapshot()).toEqual(reached(1))
      end()
      expect(mirror.interruptedSnapshot()).toBeNull()
    }
  })

  test('a procedure never goes back while the feed catches up with a snapshot that was ahead of it', () => {
    const { mirror } = opened()
    const snapshot = mirror.beginSnapshot()
    snapshot.add([procedure(1, { version: 5, status: 'CREATED' })])
    snapshot.finish(at(7))
    mirror.apply([procedure(1, { version: 4 })], at(8))
    expect(mirror.procedure(procedureId(1))).toMatchObject({ version: 5, status: 'CREATED' })
    mirror.apply([procedure(1, { version: 6 })], at(9))
    expect(mirror.procedure(procedureId(1))?.version).toBe(6)
    // Central was restored: its next snapshot may well be older.
    const restored = mirror.beginSnapshot()
    restored.add([procedure(1, { version: 2 })])
    restored.finish(at(1, 'e2'))
    expect(mirror.procedure(procedureId(1))?.version).toBe(2)
  })

  test('rows and cursor are one: what fails leaves both as they were', () => {
    const { mirror } = opened()
    mirror.apply([tank(1)], at(1))
    const broken = tank(1.5)
    expect(() => mirror.apply([tank(2), broken], at(3))).toThrow()
    expect(mirror.cursor()).toEqual(at(1))
    expect(mirror.tanks('').map((view) => view.tank.id)).toEqual([1])
  })

  test('nobody is told before it is whole', () => {
    const store = opened()
    const told: string[][] = []
    store.onCommit((touched) => told.push([...touched]))
    const snapshot = store.mirror.beginSnapshot()
    snapshot.add(everything)
    expect(told).toEqual([])
    snapshot.finish(at(1))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('procedures')
  })

  test('many stale rows are removed in bounded steps', () => {
    const { mirror } = opened()
    const first = mirror.beginSnapshot()
    first.add(Array.from({ length: 900 }, (_, n) => container(n + 1)))
    first.finish(at(1))
    const second = mirror.beginSnapshot()
    second.add([container(450)])
    let steps = 0
    while (second.sweep()) steps += 1
    expect(steps).toBeGreaterThan(4)
    second.finish(at(2))
    expect(mirror.inventory({ text: '', offset: 0, limit: 10 })).toMatchObject({ total: 1, rows: [{ id: 450 }] })
  })

  test('of another facility nothing stays, but the outbox does', () => {
    const store = opened()
    const first = store.mirror.beginSnapshot()
    first.add(everything)
    first.finish(at(1))
    store.mirror.clear()
    expect(store.mirror.cursor()).toBeNull()
    expect(store.mirror.lastEpoch()).toBeNull()
    expect(store.mirror.tanks('')).toEqual([])
    expect(store.mirror.inventory({ text: '', offset: 0, limit: 10 }).total).toBe(0)
    expect(store.mirror.inventory({ text: 'v', offset: 0, limit: 10 }).total).toBe(0)
  })

  test('knows the furthest rows of the history that it stands on, and how many snapshots that took', () => {
    const { mirror } = opened()
    const row = (n: number) => ({ n, digest: `d${n}` })
    const position = (n: number) => ({ ...at(n), ...row(n) })
    const heard = () => mirror.history()?.rows
    expect(mirror.history()).toBeNull()
    const first = mirror.beginSnapshot()
    expect(mirror.history()).toBeNull()
    first.finish(position(4))
    expect(mirror.history()).toEqual({ ...at(4), rows: [row(4)], snapshots: 1 })
    mirror.apply([], position(6), [], [row(4)])
    expect(mirror.cursor()).toEqual(at(6))
    expect(heard()).toEqual([row(6)])
    mirror.recordRow(row(9), [row(6)])
    expect(heard()).toEqual([row(9)])
    // This page was asked for before that answer came: it proves nothing of it.
    mirror.apply([], position(12), [], [row(6)])
    expect(heard()).toEqual([row(9), row(12)])
    mirror.forgetCursor()
    expect(mirror.history()).toEqual({ ...at(0), rows: [row(9), row(12)], snapshots: 1 })
    // Cut off, and gone on with after more was answered: its position is behind that.
    mirror.beginSnapshot()
    mirror.resumeSnapshot().finish(position(8), [row(9), row(12)])
    expect(mirror.history()).toEqual({ ...at(8), rows: [row(12)], snapshots: 2 })
    // A central that tells no digests.
    mirror.apply([], at(13))
    expect(mirror.history()).toEqual({ ...at(13), rows: [row(12)], snapshots: 2 })
    mirror.forgetHistory()
    expect(mirror.history()).toBeNull()
    mirror.recordRow(row(20), [])
    mirror.resumeSnapshot().finish(position(5))
    expect(heard()).toEqual([row(5)])
    mirror.beginSnapshot().finish({ epoch: 'e2', n: 3, digest: 'x' })
    expect(mirror.history()).toEqual({ epoch: 'e2', n: 3, rows: [{ n: 3, digest: 'x' }], snapshots: 3 })
  })

  test('what was skipped is remembered until the next snapshot', () => {
    const { mirror } = opened()
    mirror.apply([], at(3), [
      { n: 2, entity: 'robot' },
      { n: 3, entity: 'robot' },
    ])
    expect(mirror.skippedEntities()).toEqual(['robot'])
    expect(mirror.cursor()).toEqual(at(3))
    mirror.forgetCursor()
    expect(mirror.cursor()).toBeNull()
    expect(mirror.lastEpoch()).toBe('e1')
    mirror.beginSnapshot().finish(at(4))
    expect(mirror.skippedEntities()).toEqual([])
  })
})
