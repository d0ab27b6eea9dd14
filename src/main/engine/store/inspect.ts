// A bench's database seen from outside, over a connection of its own that can't write: what a diagnostics file says of it.
// Numbers and names of states only: no vial, no tag, no person.
import { existsSync, statSync } from 'node:fs'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { errorText } from '../../../shared/error-text'
import { type CheckAnswer, checkDatabase } from './check'
import { fromJson } from './database'

export interface DatabaseFacts {
  readonly bytes: number
  readonly logBytes: number
  readonly sqlite: string
  readonly schemaVersion: number | null
  readonly check: CheckAnswer & { readonly full: boolean }
  readonly rows: Readonly<Record<string, number>>
  readonly outbox: Readonly<Record<string, number>>
  readonly oldestUnsent: string | null
  readonly feed: unknown
  readonly profile: ProfileFacts | null
}

/** Who the bench is and how it is set up; the profile holds no token and no key. */
export interface ProfileFacts {
  readonly identity: unknown
  readonly formerIdentities: readonly string[]
  readonly settings: unknown
  readonly renewal: unknown
  readonly lastContactMs: unknown
  readonly offlineSinceMs: unknown
  readonly notices: unknown
}

/** Above this size only pages and rows are checked: the rest would take longer than anybody waits for a diagnostics file. */
const fullCheckBytes = 64 * 1024 * 1024

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0)

/** Blocks for as long as the check takes, up to seconds. A database that can't be read is reported as such. */
export function inspectDatabase(file: string): DatabaseFacts {
  const bytes = sizeOf(file)
  const logBytes = sizeOf(`${file}-wal`)
  const full = bytes <= fullCheckBytes
  const check = { ...checkDatabase(file, full), full }
  const nothing = { schemaVersion: null, rows: {}, outbox: {}, oldestUnsent: null, feed: null, profile: null }
  let connection: Connection | null = null
  try {
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    return { bytes, logBytes, check, sqlite: sqliteVersion(), ...nothing, ...readable(connection) }
  } catch (error) {
    const detail = errorText(error)
    const reported = check.kind === 'sound' ? { kind: 'notChecked' as const, detail, full } : check
    return { bytes, logBytes, check: reported, sqlite: sqliteVersion(), ...nothing }
  } finally {
    connection?.close()
  }
}

/** Each part by itself: a damaged table must not hide the others. */
function readable(connection: Connection): Partial<DatabaseFacts> {
  const facts: { -readonly [Name in keyof DatabaseFacts]?: DatabaseFacts[Name] } = {}
  const attempt = (work: () => void) => {
    try {
      work()
    } catch {
      // The check has said already what is wrong; this part stays as unknown.
    }
  }
  attempt(() => {
    facts.schemaVersion = Number(connection.pragma('user_version', { simple: true }))
  })
  attempt(() => {
    facts.rows = rowCounts(connection)
  })
  attempt(() => {
    facts.outbox = Object.fromEntries(
      connection
        .prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state')
        .all()
        .map(({ state, n }) => [state, n]),
    )
    const oldest = `SELECT min(occurred_at) FROM outbox WHERE state IN ('queued', 'sending')`
    facts.oldestUnsent = connection.prepare<[], string | null>(oldest).pluck().get() ?? null
  })
  attempt(() => {
    facts.feed = connection.prepare('SELECT epoch, n, generation, swept FROM feed').get() ?? null
  })
  attempt(() => {
    facts.profile = profileOf(connection)
  })
  return facts
}

function rowCounts(connection: Connection): Readonly<Record<string, number>> {
  const names = connection
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
  const counts: Record<string, number> = {}
  for (const name of names) {
    try {
      counts[name] = connection.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0
    } catch {
      counts[name] = -1
    }
  }
  return counts
}

/** SECURITY: by name, so that what a later version keeps in the profile does not leave by itself. */
function profileOf(connection: Connection): ProfileFacts {
  const select = connection.prepare<[string], string>('SELECT value FROM profile WHERE name = ?').pluck()
  const value = (name: string): unknown => {
    const text = select.get(name)
    return text === undefined ? null : fromJson<unknown>(text)
  }
  return {
    identity: value('identity'),
    formerIdentities: Object.keys(value('publicKeys') ?? {}),
    settings: value('settings'),
    renewal: value('renewal'),
    lastContactMs: value('lastContactMs'),
    offlineSinceMs: value('offlineSinceMs'),
    notices: value('notices'),
  }
}

export function sqliteVersion(): string {
  const connection = new BetterSqlite3(':memory:')
  try {
    return String(connection.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    connection.close()
  }
}
