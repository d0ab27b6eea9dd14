// Merges what could be read of a damaged database into one that is whole. What is there stays: only what is missing, or newer by nature,
// is added.
import type { Database as Connection } from 'better-sqlite3'
import { errorCode } from '../../../../shared/error-text'
import { columnsOf, copiedTables, forgetPosition } from '../backup/copied'
import { linkProblem, neighboursIn, publicKeysIn } from '../outbox/links'
import type { OutboxRow } from '../outbox/rows'
import { type Row, rowsOfTable } from './rows'

export interface Merged {
  /** Rows that were only in the damaged database. */
  readonly reads: number
  readonly intents: number
  /** Intents that are not what this bench signed; they stay in the damaged file. */
  readonly refused: number
  /** Everything of the outbox was readable and right: no intent can be missing. */
  readonly isOutboxWhole: boolean
}

/** What of an intent changes after it was signed; columns of later migrations change too. */
const signed: ReadonlySet<string> = new Set(
  `position intent_id bench_id bench_seq actor kind version body base_versions occurred_at utc_offset_minutes prev_hash hash signature
  aggregate procedure_id`.split(/\s+/),
)

/** Follows from the events, and is made anew of them. */
const derived: ReadonlySet<string> = new Set(['tagging_session'])

const rebuildSessions = `
  DELETE FROM tagging_session;
  INSERT INTO tagging_session (procedure_id, state, last_event)
    SELECT procedure_id, CASE kind WHEN 'opened' THEN 'open' ELSE kind END, id FROM tagging_event AS event
    WHERE kind IN ('opened', 'stopped', 'finished') AND id = (SELECT max(id) FROM tagging_event AS later
      WHERE later.procedure_id = event.procedure_id AND later.kind IN ('opened', 'stopped', 'finished'))`

/** An accepted intent shows in the mirror only as far as the mirror has come. */
const judgeMirror = `UPDATE outbox SET in_mirror = 0 WHERE state = 'accepted' AND in_mirror = 1 AND EXISTS (
  SELECT 1 FROM mirror_procedure WHERE id = outbox.procedure_id AND version < outbox.accepted_version)`

/** `into` has its foreign keys off; `from` is a copy for salvage. One transaction. */
export function mergeInto(into: Connection, from: Connection): Merged {
  return into
    .transaction((): Merged => {
      const tables = readableTables(into, from)
      const put = (table: string, how: 'IGNORE' | 'REPLACE') => insertRows(into, from, table, how)
      for (const table of tables) {
        if (table === 'outbox' || table === 'journal' || table === 'tagging_event' || derived.has(table)) continue
        put(table, 'REPLACE')
      }
      const reads = tables.has('journal') ? putReads(into, from) : 0
      if (tables.has('tagging_event')) put('tagging_event', 'IGNORE')
      const intents = tables.has('outbox') ? putIntents(into, from) : { added: 0, refused: 0, isWhole: false }
      into.exec(rebuildSessions)
      into.exec(forgetPosition)
      into.exec(judgeMirror)
      return { reads, intents: intents.added, refused: intents.refused, isOutboxWhole: intents.isWhole }
    })
    .immediate()
}

function readableTables(into: Connection, from: Connection): ReadonlySet<string> {
  const wanted = new Set(copiedTables(into, 'main').map(({ name }) => name))
  return new Set(
    copiedTables(from, 'main')
      .map(({ name }) => name)
      .filter((name) => wanted.has(name)),
  )
}

const shared = (into: Connection, from: Connection, table: string): readonly string[] => {
  const there = new Set(columnsOf(from, 'main', table))
  return columnsOf(into, 'main', table).filter((column) => there.has(column))
}

function insertRows(into: Connection, from: Connection, table: string, how: 'IGNORE' | 'REPLACE') {
  const columns = shared(into, from, table)
  const insert = into.prepare(
    `INSERT OR ${how} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const { rows, isWhole } = rowsOfTable(from, table)
  let added = 0
  for (const row of rows) {
    if (accepts(() => insert.run(columns.map((column) => row[column])).changes > 0)) added += 1
  }
  return { rows, added, isWhole }
}

function putReads(into: Connection, from: Connection): number {
  const { rows, added } = insertRows(into, from, 'journal', 'IGNORE')
  const conclude = into.prepare('UPDATE journal SET conclusion = ? WHERE id = ? AND conclusion IS NULL')
  for (const { id, conclusion } of rows)
    if (conclusion !== null) accepts(() => conclude.run(conclusion, id).changes > 0)
  return added
}

function putIntents(into: Connection, from: Connection) {
  const columns = shared(into, from, 'outbox')
  const changing = columns.filter((column) => !signed.has(column))
  const insert = into.prepare(
    `INSERT INTO outbox (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  )
  const update = into.prepare(
    `UPDATE outbox SET ${changing.map((column) => `${column} = @${column}`).join(', ')} WHERE hash = @hash`,
  )
  const known = into.prepare<[string], string>('SELECT hash FROM outbox WHERE intent_id = ?').pluck()
  const keys = publicKeysIn(into)
  const neighbours = neighboursIn(into)
  const { rows, isWhole } = rowsOfTable(from, 'outbox')
  let added = 0
  let refused = 0
  for (const row of rows) {
    const isRight =
      isOutboxRow(row) && linkProblem({ row, ...neighbours(row), publicKey: keys[row.bench_id] ?? null }) === null
    const isNew = isRight && known.get(row.intent_id) === undefined
    if (!isRight || !accepts(() => (isNew ? insert : update).run(row).changes > 0)) refused += 1
    else if (isNew) added += 1
  }
  return { added, refused, isWhole: isWhole && refused === 0 }
}

/** SQLite gives every column the type that the table says, also of a damaged page; a text is then found wrong by its hash. */
const isOutboxRow = (row: Row): row is Row & OutboxRow =>
  typeof row.intent_id === 'string' && typeof row.hash === 'string'

/** A row that breaks a rule of its table was damaged. */
function accepts(write: () => boolean): boolean {
  try {
    return write()
  } catch (error) {
    const code = errorCode(error) ?? ''
    if (code.startsWith('SQLITE_CONSTRAINT')) return false
    throw error
  }
}
