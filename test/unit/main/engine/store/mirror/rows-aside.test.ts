// One change that the store refuses is put aside; a full disk is nobody's row.

import BetterSqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { databaseOf } from '../../../../../../src/main/engine/store/database'
import { takeAll } from '../../../../../../src/main/engine/store/mirror/taking'
import type { Change } from '../../../../../../src/shared/api/entities'
import { personId, storageId } from '../../../../../../src/shared/model/ids'
import { at, opened } from '../support'

const person = (id: string): Change => ({
  entity: 'person',
  body: { id: personId(id), name: `Name ${id}`, role: 'staff' },
})
/** No table has room for it: a number where the store keeps text. */
const refusedTank = (id: number): Change => ({
  entity: 'tank',
  body: {
    id: storageId(id),
    // Refused by the table: there is no tank without a name.
    name: null as unknown as string,
    capacity: 1,
    canisters: [],
    deviceName: null,
    level: null,
    version: 1,
  },
})

describe('a change that the store refuses', () => {
  test('is put aside and counted once, and everything beside it is taken, with the cursor', () => {
    const { mirror } = opened()
    mirror.beginSnapshot().finish(at(0))
    for (const n of [3, 6]) mirror.apply([person('a'), refusedTank(7), person(`b${n}`)], at(n))
    expect(mirror.people().map(({ id }) => id)).toEqual(['a', 'b3', 'b6'])
    expect(mirror.cursor()?.n).toBe(6)
    expect(mirror.aside()).toMatchObject({ count: 1, first: { entity: 'tank', key: '7' } })
  })

  test('is forgotten when the same thing comes in a form that can be taken', () => {
    const { mirror } = opened()
    mirror.beginSnapshot().finish(at(0))
    mirror.apply([refusedTank(7)], at(1))
    const { body } = refusedTank(7)
    mirror.apply([{ entity: 'tank', body: { ...body, name: 'A' } } as Change], at(2))
    expect(mirror.aside()).toEqual({ count: 0, first: null })
  })

  test('in a snapshot leaves what was there before', () => {
    const { mirror } = opened()
    const { body } = refusedTank(7)
    const tank = { entity: 'tank', body: { ...body, name: 'A' } } as Change
    const first = mirror.beginSnapshot()
    first.add([tank, person('a')])
    first.finish(at(1))
    const second = mirror.beginSnapshot()
    second.add([refusedTank(7)])
    second.add([], { skipped: [{ n: 2, entity: 'person', cannot: { key: 'a', why: 'role' } }] })
    second.finish(at(2))
    expect(mirror.tanks('').map(({ tank: { name } }) => name)).toEqual(['A'])
    expect(mirror.people().map(({ id }) => id)).toEqual(['a'])
    expect(mirror.aside().count).toBe(2)
  })

  test('asks once whether another program was here before', () => {
    const { mirror } = opened()
    expect([mirror.ranBy('1.0.0'), mirror.ranBy('1.0.0'), mirror.ranBy('1.1.0')]).toEqual([true, false, true])
  })
})

test('what the database says of itself is no refusal of a row: nothing is taken, nothing put aside', () => {
  const db = databaseOf(new BetterSqlite(':memory:'))
  const asides: Change[] = []
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const take = () => {
    throw full
  }
  const taking = { take, settle: () => {}, end: () => {}, refused: (change: Change) => void asides.push(change) }
  expect(() => takeAll(db, [person('a')], taking)).toThrow('disk is full')
  expect(asides).toEqual([])
})

test('where the changes themselves break off, nothing is taken and nothing passed over', () => {
  const { mirror } = opened()
  mirror.beginSnapshot().finish(at(0))
  function* broken(): Generator<Change> {
    yield person('a')
    throw new TypeError('a bug')
  }
  expect(() => mirror.apply(broken(), at(2))).toThrow('a bug')
  expect([mirror.people(), mirror.cursor()?.n]).toEqual([[], 0])
})
