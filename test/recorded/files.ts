// Where the recordings lie, and how a test gets a copy that it may write to. Databases are packed: half of them is empty room.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'

/** The path of a recording by its name in this folder. */
export const recorded = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export function pack(from: string, name: string): void {
  const to = recorded(name)
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, brotliCompressSync(readFileSync(from)))
}

export const unpack = (name: string, to: string): void =>
  writeFileSync(to, brotliDecompressSync(readFileSync(recorded(name))))

/** Opened for reading, and closed again. */
export function readDatabase<Value>(file: string, read: (connection: Connection) => Value): Value {
  const connection = new BetterSqlite3(file, { readonly: true })
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}

/** What makes up the database's structure, as SQLite keeps it; sorted, so that the order in which it was made does not matter. */
export const schemaOf = (file: string): readonly string[] =>
  readDatabase(file, (connection) =>
    connection
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
      .toSorted(),
  )

export type Row = Readonly<Record<string, unknown>>

export type Tables = ReadonlyMap<string, readonly Row[]>

/** Every row of every table, by the table's name. */
export const rowsOf = (file: string): Tables =>
  readDatabase(file, (connection) => {
    const names = tablesOf(connection)
    return new Map(names.map((name) => [name, connection.prepare<[], Row>(`SELECT * FROM "${name}"`).all()]))
  })

/** The rows that were there, as they are now and as they must be: columns that came later have whatever their migration gave them. */
export function keptRows(before: Tables, after: Tables) {
  const pairs = [...before].map(([table, rows]) => {
    const now = after.get(table)?.slice(0, rows.length) ?? []
    return { table, now, expected: rows.map((row, index) => ({ ...now[index], ...row })) }
  })
  return {
    now: Object.fromEntries(pairs.map(({ table, now }) => [table, now])),
    expected: Object.fromEntries(pairs.map(({ table, expected }) => [table, expected])),
  }
}

export const tablesOf = (connection: Connection, schema = 'main'): readonly string[] =>
  connection
    .prepare<[], string>(
      `SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
