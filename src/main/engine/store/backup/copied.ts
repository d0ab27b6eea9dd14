// What a backup holds: everything that only this bench knows, and of central's state what work without network needs.
import type { Database as Connection } from 'better-sqlite3'

/**
 * Central's inventory: by far the most rows, and central sends it again. A table that is not named here is backed up,
 * so that a migration can't forget to.
 */
export const leftOut: ReadonlySet<string> = new Set([
  'container',
  'doubtful_place',
  'search_key',
  'container_count',
  'canister_count',
  'known_tag',
  'feed_skipped',
  'snapshot_progress',
])

/** Ended procedures are history that central has; those of the last days are still shown as done. */
const endedKeptMs = 2 * 24 * 60 * 60 * 1000

/** What of a table is copied, as the text of a condition. */
export const rowsOf = (table: string, nowMs: number): string =>
  table === 'mirror_procedure' ? `open = 1 OR ended_at >= '${new Date(nowMs - endedKeptMs).toISOString()}'` : 'true'

/** The inventory is missing: the feed can't go on from where it was, and what the next snapshot doesn't bring is stale. */
export const forgetPosition = 'UPDATE feed SET n = NULL, swept = 0'

export interface Table {
  readonly name: string
  readonly sql: string
}

/** Tables of an attached database that a backup holds. */
export function copiedTables(connection: Connection, schema: string): readonly Table[] {
  return connection
    .prepare<[], Table>(
      `SELECT name, sql FROM ${schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .all()
    .filter(({ name }) => !leftOut.has(name))
}

export const columnsOf = (connection: Connection, schema: string, table: string): readonly string[] =>
  connection.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}', '${schema}')`).pluck().all()
