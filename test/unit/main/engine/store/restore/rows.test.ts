import { closeSync, openSync, writeSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { rowsOfTable } from '../../../../../../src/main/engine/store/restore/rows'
import { tempFile } from '../support'

/** A table of 300 rows of a third of a page each, with a page in their middle overwritten. */
function damaged(table: string, idOf: (nth: number) => number) {
  const file = tempFile()
  const db = new BetterSqlite3(file)
  db.exec(`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, body TEXT NOT NULL)`)
  const insert = db.prepare(`INSERT INTO ${table} VALUES (?, ?)`)
  for (let nth = 0; nth < 300; nth++) insert.run(idOf(nth), String(nth).padEnd(1200, '.'))
  db.close()
  const to = openSync(file, 'r+')
  writeSync(to, Buffer.alloc(4096, 0xa5), 0, 4096, 50 * 4096)
  closeSync(to)
  return file
}

test.each([
  ['outbox', (nth: number) => nth + 1],
  ['mirror_procedure', (nth: number) => (nth < 100 ? nth + 1 : 92_345_678 + nth * 86_400)],
])('the rows of %s around a damaged page are read, however large their numbers are', (table, idOf) => {
  const connection = new BetterSqlite3(damaged(table, idOf), { readonly: true })
  const { rows, isWhole } = rowsOfTable(connection, table)
  connection.close()
  const read = new Set(rows.map(({ id }) => id))
  expect(isWhole).toBe(false)
  expect(read.size).toBeGreaterThanOrEqual(294)
  expect([read.has(idOf(0)), read.has(idOf(299))]).toEqual([true, true])
})
