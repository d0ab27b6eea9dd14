import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { crashesIn } from '../../../../../src/main/engine/health/crashes/folder'
import { crashesOf } from '../../../../../src/main/engine/health/crashes/merge'
import { outdatedDumps } from '../../../../../src/main/shell/crash-rotation'

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

  it('are read from what shell and Crashpad keep, whatever else is there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'crashes-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    expect(crashesIn(join(folder, 'none'))).toEqual([])
    mkdirSync(join(folder, 'pending'))
    writeFileSync(join(folder, 'pending', 'a.dmp'), 'x'.repeat(9))
    utimesSync(join(folder, 'pending', 'a.dmp'), 100, 100)
    writeFileSync(join(folder, 'pending', 'a.meta'), '')
    const lines = [JSON.stringify(end(101_000)), 'null', '{"atMs":"x"}', JSON.stringify(end(500_000)).slice(0, 9)]
    writeFileSync(join(folder, 'ended.ndjson'), lines.join('\n'))
    expect(crashesIn(folder)).toEqual([{ ...end(101_000), dump: { name: join('pending', 'a.dmp'), bytes: 9 } }])
  })
})

describe('dumps that are let go of', () => {
  const dumps = (bytes: readonly number[]) =>
    bytes.map((size, index) => ({ path: `${index}`, bytes: size, atMs: -index }))
  it.each([
    ['none of five', [1, 1, 1, 1, 1], []],
    ['the oldest of six', [1, 1, 1, 1, 1, 1], ['5']],
    ['what is beyond 100 MB together', [60e6, 60e6, 1], ['1', '2']],
    ['never the newest, however large', [900e6], []],
  ])('%s', (_name, bytes, gone) => {
    expect(outdatedDumps(dumps(bytes)).map(({ path }) => path)).toEqual(gone)
  })
})
