import { describe, expect, it } from 'vitest'
import { benchPlaces, caneWith, firstFree } from '../../../../../src/main/engine/storage/places'
import type { CaneView } from '../../../../../src/shared/views/storage'
import { cane1, staff } from '../../../../support/builders/store-1234'
import { fill, storeAt } from '../features/tagging/support'
import { FakeTime } from '../readers/support/fake-time'
import { tempFile } from '../store/support'

const view = (...positions: CaneView['positions']): CaneView => ({
  ...cane1,
  capacity: positions.length,
  tankName: 'Tank A',
  positions,
  free: positions.filter((state) => state === 'free').length,
})
const unsent = (planned: readonly number[], freed: readonly number[]) => ({
  planned: new Set(planned),
  freed: new Set(freed),
})

describe('a cane with unsent work laid over it', () => {
  it('plans what is free, frees what was planned, and leaves alone what is stored', () => {
    const cane = caneWith(view('stored', 'planned', 'planned', 'free', 'free'), unsent([1, 3, 4], [1, 2, 3]))
    expect(cane.positions).toEqual(['stored', 'free', 'planned', 'planned', 'free'])
    expect(cane.free).toBe(2)
  })

  it('is filled from its lower end, past what is planned', () => {
    expect(firstFree(view('stored', 'planned', 'free'))?.position).toBe(3)
    expect(firstFree(view('stored', 'planned'))).toBeNull()
  })
})

describe('a new cane', () => {
  const none = { places: () => unsent([], []) }
  const setUp = () => {
    const store = storeAt(tempFile())
    fill(store)
    return { store, places: benchPlaces(store, none, new FakeTime()) }
  }

  it('can be used before central has heard of it', () => {
    const { places } = setUp()
    const cane = { ...cane1, cane: 'CN2' }
    expect(places.add(cane, staff)).toMatchObject({ ok: true, value: { ...cane, free: 6, tankName: 'Tank A' } })
    expect(places.cane(cane)?.free).toBe(6)
    expect(places.canes(cane1.storageId).map((each) => each.cane)).toEqual(['CN1', 'CN2'])
  })

  it('names its tank as it was seen, and is not made in one that is called otherwise by then', () => {
    const { store, places } = setUp()
    const cane = { ...cane1, cane: 'CN2' }
    expect(places.add({ ...cane, tankName: 'Tank Z' }, staff)).toEqual({
      ok: false,
      problem: { kind: 'changedMeanwhile' },
    })
    places.add({ ...cane, tankName: 'Tank A' }, staff)
    expect(store.outbox.waiting(2).map(({ body }) => body)).toEqual([{ kind: 'cane.add', ...cane, tankName: 'Tank A' }])
  })

  it.each([
    ['that is there', cane1, { kind: 'caneExists', cane: 'CN1' }],
    ['that is there in another spelling', { ...cane1, cane: 'cn\uff11' }, { kind: 'caneExists', cane: 'CN1' }],
    ['with a letter of another script', { ...cane1, cane: '\u0421N1' }, { kind: 'caneExists', cane: 'CN1' }],
    [
      'with a character that nobody sees',
      { ...cane1, cane: 'CN\u200b2' },
      { kind: 'noName', why: 'invisible', character: 'U+200B' },
    ],
    ['in a canister that is not', { ...cane1, canister: 'C9', cane: 'X' }, { kind: 'noSuchCane' }],
  ])('%s is refused', (_name, cane, problem) => {
    expect(setUp().places.add(cane, staff)).toEqual({ ok: false, problem })
  })

  it('is refused when the canister holds as many as it can, unsent ones counted', () => {
    const { places } = setUp()
    places.add({ ...cane1, cane: 'CN2' }, staff)
    expect(places.add({ ...cane1, cane: 'CN3' }, staff)).toEqual({
      ok: false,
      problem: { kind: 'canisterFull', caneLimit: 2 },
    })
  })
})
