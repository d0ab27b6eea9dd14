// Reads a table that may be damaged, row by row, around what can't be read.
import type { Database as Connection } from 'better-sqlite3'

export type Row = Readonly<Record<string, unknown>>

export interface Found {
  readonly rows: readonly Row[]
  /** Nothing stood in the way from the first row to the last. */
  readonly isWhole: boolean
}

/** So many numbers in a row without a readable row end the search behind the last one that is known. */
const missesAtEnd = 20_000

/** All that can be read of a table, in the order of its key. */
export function rowsOfTable(connection: Connection, table: string): Found {
  const rows: Row[] = []
  try {
    for (const row of connection.prepare<[], Row>(`SELECT * FROM ${table}`).iterate()) rows.push(row)
    return { rows, isWhole: true }
  } catch {
    return { rows: aroundDamage(connection, table, rows), isWhole: false }
  }
}

/** Tables by central's numbers, of which most are nobody's. What is lost of them, central sends again. */
const byCentralsNumbers: ReadonlySet<string> = new Set(['mirror_procedure'])

/** @param before what was read up to the damage */
function aroundDamage(connection: Connection, table: string, before: readonly Row[]): readonly Row[] {
  if (!hasRowid(connection, table)) return before
  return byCentralsNumbers.has(table) ? [...before, ...fromTheEnd(connection, table)] : oneByOne(connection, table)
}

/** Back to the damage. */
function fromTheEnd(connection: Connection, table: string): Row[] {
  const rows: Row[] = []
  try {
    const backwards = connection.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY rowid DESC`)
    for (const row of backwards.iterate()) rows.push(row)
  } catch {
    // As far as it can be read from this side.
  }
  return rows
}

function hasRowid(connection: Connection, table: string): boolean {
  try {
    connection.prepare(`SELECT rowid FROM ${table} LIMIT 0`)
    return true
  } catch {
    return false
  }
}

/** Each number on its own way down the tree: only those whose way leads through a damaged page are lost. */
function oneByOne(connection: Connection, table: string): Row[] {
  const rows: Row[] = []
  const byNumber = connection.prepare<[number], Row>(`SELECT * FROM ${table} WHERE rowid = ?`)
  const last = lastNumber(connection, table)
  let misses = 0
  for (let n = 1; last === null ? misses < missesAtEnd : n <= last; n++) {
    const row = readable(() => byNumber.get(n))
    misses = row === undefined ? misses + 1 : 0
    if (row !== undefined) rows.push(row)
  }
  return rows
}

const lastNumber = (connection: Connection, table: string): number | null =>
  readable(() => connection.prepare<[], number | null>(`SELECT max(rowid) FROM ${table}`).pluck().get()) ?? null

function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
