import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { readLog } from '../../../../../../src/main/engine/store/restore/wal'
import { tempFile } from '../support'

/** A log of so many commits, and what is in the database without it. */
function logOf(commits: number): { readonly log: Buffer; readonly file: string } {
  const file = tempFile()
  const connection = new BetterSqlite3(file)
  onTestFinished(() => void connection.close())
  connection.pragma('journal_mode = WAL')
  connection.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)')
  const insert = connection.prepare('INSERT INTO t (text) VALUES (?)')
  for (let n = 0; n < commits; n++) insert.run('x'.repeat(500))
  return { log: readFileSync(`${file}-wal`), file }
}

/** How many rows SQLite itself finds with this log. */
function rowsWith(file: string, log: Buffer): number {
  const copy = tempFile()
  copyFileSync(file, copy)
  const at = `${copy}-wal`
  writeFileSync(at, log)
  const connection = new BetterSqlite3(copy)
  const hasTable = connection.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 't'`).pluck().get() === 1
  const rows = hasTable ? Number(connection.prepare('SELECT count(*) FROM t').pluck().get()) : 0
  connection.close()
  return rows
}

it('reads a whole log to its end, as SQLite does', () => {
  const { log } = logOf(20)
  const read = readLog(log, 4096)
  expect(read).toMatchObject({ pageSize: 4096, isTorn: false })
  expect(read?.followed).toBe(Math.floor((log.length - 32) / 4120))
  expect(read?.whole.at(-1)?.isCommit).toBe(true)
})

it('calls a log torn exactly if SQLite loses commits that are whole', () => {
  const { log, file } = logOf(20)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: log.length - 1 }), (position) => {
      const damaged = Buffer.from(log)
      damaged[position] = (damaged[position] ?? 0) ^ 0xff
      const lastFrame = 32 + (Math.floor((log.length - 32) / 4120) - 1) * 4120
      const isLost = rowsWith(file, damaged) < 20
      expect(readLog(damaged, 4096)?.isTorn ?? false).toBe(isLost && position < lastFrame)
    }),
    // A frame's number of its round, which no checksum covers; the kept sum of the last frame but one, from which the last goes on.
    { numRuns: 60, examples: [[32 + 4120 + 8], [log.length - 2 * 4120 + 16]] },
  )
})

it('takes nothing for a log that is none', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(5000, 0x5a)]) {
    expect(readLog(bytes, 4096)?.whole ?? []).toEqual([])
  }
})
