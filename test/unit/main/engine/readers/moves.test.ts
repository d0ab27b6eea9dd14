import { describe, expect, it } from 'vitest'
import { movesAfter } from '../../../../../src/main/engine/readers/moves'
import { readerId } from '../../../../../src/shared/model/reader'
import { aReader } from '../../../../support/builders/snapshots'

describe("readers' moves", () => {
  const a = aReader({ id: readerId('a') })
  const away = aReader({ id: readerId('a'), connection: { kind: 'reconnecting', sinceMs: 1, attempt: 1 } })
  it.each([
    ['a new one', [], [a], ['a ready']],
    ['one that went away', [a], [away], ['a reconnecting']],
    ['one that is no longer listed', [a], [], ['a absent']],
    [
      'one that only tries again',
      [away],
      [{ ...away, connection: { kind: 'reconnecting', sinceMs: 1, attempt: 2 } }],
      [],
    ],
  ] as const)('%s', (_name, before, after, moves) => {
    expect(movesAfter([], before, after, 7).map(({ id, connection }) => `${id} ${connection}`)).toEqual(moves)
  })

  it('are the last hundred', () => {
    let moves = movesAfter([], [], [a], 0)
    for (let at = 1; at < 300; at++) moves = movesAfter(moves, at % 2 ? [a] : [away], at % 2 ? [away] : [a], at)
    expect(moves).toHaveLength(100)
    expect(moves.at(-1)?.atMs).toBe(299)
  })
})
