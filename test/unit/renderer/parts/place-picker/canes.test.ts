import { describe, expect, it } from 'vitest'
import { roomsOf, suggestCane } from '../../../../../src/renderer/parts/place-picker/canes'
import { aCane } from '../../../../support/builders/snapshots'

describe('the name of a new cane', () => {
  it.each([
    [[], 'CN1'],
    [['CN1', 'CN2'], 'CN3'],
    [['CN2', 'CN10', 'CN9'], 'CN11'],
    [['A-07'], 'A-08'],
    [['red'], 'CN1'],
  ])('after %j is %s', (names, expected) => {
    expect(suggestCane(names)).toBe(expected)
  })
})

describe('the room of a canister', () => {
  it('is what its own canes have free, and whether it takes one more', () => {
    const canes = [aCane('sff'), aCane('sss', { cane: 'CN4' }), aCane('fff', { canister: 'C2' })]
    const rooms = roomsOf(
      [
        { name: 'C1', caneLimit: 2 },
        { name: 'C2', caneLimit: 2 },
      ],
      canes,
    )
    expect(rooms.map(({ free, takesNewCane }) => [free, takesNewCane])).toEqual([
      [2, false],
      [3, true],
    ])
  })

  it('shows canes with room before full ones, each kind in its order', () => {
    const canes = [
      aCane('ss', { cane: 'CN1' }),
      aCane('sf', { cane: 'CN2' }),
      aCane('pp', { cane: 'CN3' }),
      aCane('ff'),
    ]
    const [room] = roomsOf([{ name: 'C1', caneLimit: 9 }], canes)
    expect(room?.canes.map(({ cane, free }) => [cane, free])).toEqual([
      ['CN2', 1],
      ['CN3', 2],
      ['CN1', 0],
      ['CN3', 0],
    ])
  })
})
