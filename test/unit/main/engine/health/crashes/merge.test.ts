import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crashesOf } from '../../../../../../src/main/engine/health/crashes/merge'

const end = (atMs: number) => ({ atMs, what: 'engine', how: 'exit code 11' }) as const
const dump = (atMs: number, name = `${atMs}.dmp`) => ({ name, bytes: 10, atMs })

describe('crashes', () => {
  it.each([
    ['none', [], [], []],
    ['an end alone', [end(1)], [], [{ atMs: 1, what: 'engine', how: 'exit code 11', dump: null }]],
    ['a dump alone', [], [dump(1)], [{ atMs: 1, what: 'unknown', how: null, dump: { name: '1.dmp', bytes: 10 } }]],
    ['an end with its dump', [end(20_000)], [dump(19_000)], [{ atMs: 20_000, dump: { name: '19000.dmp' } }]],
    [
      'a dump of another time',
      [end(100_000)],
      [dump(1)],
      [
        { atMs: 100_000, dump: null },
        { atMs: 1, what: 'unknown' },
      ],
    ],
    [
      'two ends close together, each with its own',
      [end(1000), end(3000)],
      [dump(900), dump(2900)],
      [
        { atMs: 3000, dump: { name: '2900.dmp' } },
        { atMs: 1000, dump: { name: '900.dmp' } },
      ],
    ],
  ])('%s', (_name, ended, dumps, expected) => {
    expect(crashesOf(ended, dumps)).toMatchObject(expected)
  })

  it('name every dump once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), fc.uniqueArray(fc.nat(100_000)), (ends, dumps) => {
        const named = crashesOf(
          ends.map(end),
          dumps.map((atMs) => dump(atMs)),
        ).flatMap((each) => each.dump?.name ?? [])
        expect([...named].sort()).toEqual(dumps.map((atMs) => `${atMs}.dmp`).sort())
      }),
    )
  })
})
