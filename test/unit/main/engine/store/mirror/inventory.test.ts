import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stretchAt } from '../../../../../../src/main/engine/store/mirror/inventory'
import { fold, searchKeys } from '../../../../../../src/main/engine/store/mirror/search-keys'
import type { SampleContainer } from '../../../../../../src/shared/model/container'
import { containerId, storageId, subjectId } from '../../../../../../src/shared/model/ids'
import type { TagId } from '../../../../../../src/shared/model/reader'
import { aContainer, placeAt, tag } from '../../../../../support/builders/numbered'
import { at, opened } from '../support'

describe('search', () => {
  const vials = [
    aContainer(1, { name: 'Müller 1', subject: { id: subjectId(1), code: 'P-100' }, place: placeAt(1, 'C1', 'A', 1) }),
    aContainer(2, { name: 'P-100/2', subject: { id: subjectId(1), code: 'P-100' }, place: placeAt(2, 'C1', 'A', 1) }),
    aContainer(3, { name: 'straw', subject: { id: subjectId(2), code: 'P-200' }, place: null, tag: null }),
  ]
  const found = (text: string, tank?: number) => {
    const { mirror } = opened()
    mirror.apply(
      vials.map((body) => ({ entity: 'container' as const, body })),
      at(1),
    )
    const query =
      tank === undefined ? { text, offset: 0, limit: 10 } : { text, storageId: storageId(tank), offset: 0, limit: 10 }
    return mirror.inventory(query).rows.map(({ id }) => id)
  }

  test.each([
    ['MÜLLER', undefined, [1]],
    ['  müller ', undefined, [1]],
    ['Mu\u0308ller  1', undefined, [1]],
    ['\uff2d\u00fcller\u00a01', undefined, [1]],
    ['\u0440\u2011100', undefined, [1, 2]],
    ['p-1OO', undefined, []],
    ['p-100', undefined, [1, 2]],
    ['p-', undefined, [1, 2, 3]],
    ['p-', 2, [2]],
    ['ller', undefined, []],
    ['%', undefined, []],
    [tag(2).toLowerCase(), undefined, [2]],
    [tag(2).slice(0, 6), undefined, [1, 2]],
    ['', 1, [1]],
    ['', undefined, [1, 2, 3]],
  ] as const)('%j in tank %s finds %j', (text, tank, expected) => {
    expect(found(text, tank)).toEqual(expected)
  })

  test('no text is kept twice, and none that an earlier one covers', () => {
    expect(searchKeys({ name: 'P-1/7', subjectCode: 'P-1', tag: null })).toEqual([{ key: 'p-1/7', shared: 0 }])
    expect(searchKeys({ name: 'PX', subjectCode: 'PY', tag: 'PYZ' })).toEqual([
      { key: 'px', shared: 0 },
      { key: 'py', shared: 1 },
      { key: 'pyz', shared: 2 },
    ])
  })

  test('an offset lies in the stretch that holds it', () => {
    const stretches = [
      { key: 'a', n: 3 },
      { key: 'b', n: 0 },
      { key: 'c', n: 2 },
    ]
    expect([0, 2, 3, 4, 5].map((offset) => stretchAt(stretches, offset))).toEqual([
      { key: 'a', skip: 0 },
      { key: 'a', skip: 2 },
      { key: 'c', skip: 0 },
      { key: 'c', skip: 1 },
      null,
    ])
  })
})

test('pages are those of the plain definition, whatever was added, moved, renamed', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'ß', 'Ä', '1'), minLength: 1, maxLength: 4 })
  const someVial = fc.record({
    n: fc.integer({ min: 1, max: 3000 }),
    name: word,
    code: word,
    tag: fc.option(fc.constantFrom('AA11', 'AB12', '1B'), { nil: null }),
    tank: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    canister: fc.constantFrom('C1', 'C2'),
    position: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(
      fc.array(someVial, { maxLength: 40 }),
      word,
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      fc.boolean(),
      fc.integer({ min: 0, max: 12 }),
      (given, typed, tank, withText, offset) => {
        const store = opened(':memory:')
        const vials = given.map(
          (each): SampleContainer => ({
            ...aContainer(each.n),
            name: each.name,
            subject: { id: subjectId(1), code: each.code },
            tag: each.tag as TagId | null,
            place: each.tank === null ? null : placeAt(each.tank, each.canister, 'A', each.position),
          }),
        )
        store.mirror.apply(
          vials.map((body) => ({ entity: 'container' as const, body })),
          at(1),
        )
        const now = [...new Map(vials.map((each) => [each.id, each])).values()]
        const text = withText ? typed : ''
        const hits = now.filter(
          (each) =>
            (tank === null || each.place?.storageId === tank) &&
            (text === '' ||
              [each.name, each.subject.code, each.tag ?? ''].some((one) => fold(one).startsWith(fold(text)))),
        )
        const query = { text, ...(tank === null ? {} : { storageId: storageId(tank) }) }
        const all = store.mirror.inventory({ ...query, offset: 0, limit: 200 })
        expect(all.total).toBe(hits.length)
        expect(all.exact).toBe(true)
        expect(new Set(all.rows.map(({ id }) => id))).toEqual(new Set(hits.map(({ id }) => id)))
        expect(all.rows).toHaveLength(hits.length)
        const page = store.mirror.inventory({ ...query, offset, limit: 5 })
        expect(page.rows).toEqual(all.rows.slice(offset, offset + 5))
        for (const each of now) expect(store.mirror.container(containerId(each.id))?.name).toBe(each.name)
        store.close()
      },
    ),
    { numRuns: 150 },
  )
})
