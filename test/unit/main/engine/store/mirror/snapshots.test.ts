import { describe, expect, test } from 'vitest'
import type { Change } from '../../../../../../src/shared/api/entities'
import { deviceId, personId, procedureId, storageId } from '../../../../../../src/shared/model/ids'
import { placeAt, vial } from '../../../../../support/builders/numbered'
import { at, opened, tempFile } from '../support'
import { cane, container, procedure, tank } from './support'

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
    function* broken() {
      yield tank(2)
      throw new Error('the disk is gone')
    }
    expect(() => mirror.apply(broken(), at(3))).toThrow()
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
})
