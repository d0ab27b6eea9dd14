// The yardstick of the first sync: the rows that it wrote, inserted once more by better-sqlite3 alone: no network, no JSON, no checks.
import BetterSqlite3, { type Database } from 'better-sqlite3'

export interface RawFigures {
  /** Rows a second of the containers alone, into a table without indexes. */
  readonly plain: number
  /** Seconds of processor time for `same`. */
  readonly sameCpuSeconds: number
  /** Containers a second, with every row that belongs to one, into the same tables with the same indexes. */
  readonly same: number
}

const perTransaction = 1000

function fresh(file: string): Database {
  const db = new BetterSqlite3(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -16000')
  return db
}

interface Sources {
  readonly table: string
  readonly columns: readonly string[]
}

/** Seconds that the inserts took; rows are read and prepared outside of what is timed. */
function copy(from: Database, to: Database, { table, columns }: Sources, order: string): number {
  const names = columns.join(', ')
  const insert = to.prepare(`INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
  const all = to.transaction((rows: readonly unknown[][]) => {
    for (const row of rows) insert.run(...row)
  })
  let seconds = 0
  let rows: unknown[][] = []
  const flush = () => {
    const began = performance.now()
    all(rows)
    seconds += (performance.now() - began) / 1000
    rows = []
  }
  for (const row of from.prepare<[], unknown[]>(`SELECT ${names} FROM ${table} ${order}`).raw().iterate()) {
    if (rows.push(row) === perTransaction) flush()
  }
  flush()
  return seconds
}

const columnsOf = (db: Database, table: string): readonly string[] =>
  db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)

export function rawInserts(synced: string, folder: string): RawFigures {
  const from = new BetterSqlite3(synced, { readonly: true })
  const plain = fresh(`${folder}/raw-plain.db`)
  const same = fresh(`${folder}/raw-same.db`)
  const schema = from
    .prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL')
    .pluck()
  try {
    const containers = { table: 'container', columns: columnsOf(from, 'container') }
    const n = Number(from.prepare('SELECT count(*) FROM container').pluck().get())
    plain.exec(schema.all('container')[0] ?? '')
    const plainSeconds = copy(from, plain, containers, 'ORDER BY id')
    let sameSeconds = 0
    const cpu = process.cpuUsage()
    for (const table of ['container', 'search_key', 'known_tag']) {
      for (const sql of schema.all(table)) same.exec(sql)
      // Search keys in the order in which vials bring them, not in that of their own index.
      const order = table === 'search_key' ? 'ORDER BY container_id' : ''
      sameSeconds += copy(from, same, { table, columns: columnsOf(from, table) }, order)
    }
    const { user, system } = process.cpuUsage(cpu)
    return { plain: n / plainSeconds, same: n / sameSeconds, sameCpuSeconds: (user + system) / 1e6 }
  } finally {
    from.close()
    plain.close()
    same.close()
  }
}
