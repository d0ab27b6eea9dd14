// Puts every database of the simulated world on a simulated disk: better-sqlite3's own statements are watched, so that engine and
// central run as they are, and nothing in them knows of it.
import { rmSync } from 'node:fs'
import BetterSqlite3, { type Database, type Statement } from 'better-sqlite3'
import { sabotaged } from '../sabotage'
import { type Disk, Killed, type Kind, type LogPosition } from './disk'

const kinds = new Map<string, Kind>()

/**
 * How a connection is told what later commits are worth. Never done: within one process nothing is lost that was written, synced
 * or not; what a power cut takes is reckoned, not tried.
 */
const syncing = new Map<string, Kind>([
  ['synchronous = FULL', 'durable'],
  ['synchronous = NORMAL', 'relaxed'],
])

function kindOf(sql: string): Kind {
  const known = kinds.get(sql)
  if (known !== undefined) return known
  const text = sql.trimStart().toLowerCase()
  const kind: Kind = /^(insert|update|delete|replace|create|drop|alter)\b/.test(text)
    ? 'write'
    : text === 'commit'
      ? 'commit'
      : text.startsWith('select')
        ? 'read'
        : 'other'
  kinds.set(sql, kind)
  return kind
}

const originalPragma = BetterSqlite3.prototype.pragma

const disks = new Map<string, Disk>()
const watched = new WeakMap<Database, Disk | null>()
const positions = new WeakMap<Database, Statement>()

function diskOf(database: Database): Disk | null {
  const known = watched.get(database)
  if (known !== undefined) return known
  const found = [...disks.values()].find(({ folder }) => database.name.startsWith(`${folder}/`)) ?? null
  watched.set(database, found)
  if (found !== null) {
    found.connections.add(database)
    Reflect.apply(originalPragma, database, ['synchronous = OFF'])
  }
  return found
}

/** Where the log of this connection stands. NOOP looks and moves nothing. */
function positionOf(database: Database): LogPosition {
  const prepared = positions.get(database) ?? database.prepare('PRAGMA wal_checkpoint(NOOP)')
  positions.set(database, prepared)
  return Reflect.apply(originals.get, prepared, []) as LogPosition
}

const memory = new BetterSqlite3(':memory:')
const prototype: Record<'run' | 'get' | 'all' | 'iterate', (...values: unknown[]) => unknown> = Object.getPrototypeOf(
  memory.prepare('SELECT 1'),
)
memory.close()
const originals = { run: prototype.run, get: prototype.get, all: prototype.all, iterate: prototype.iterate }

for (const name of ['run', 'get', 'all', 'iterate'] as const) {
  const original = originals[name]
  Object.defineProperty(prototype, name, {
    value: function (this: Statement, ...values: unknown[]) {
      const disk = diskOf(this.database)
      if (disk === null) return Reflect.apply(original, this, values)
      const kind = kindOf(this.source)
      disk.before(kind)
      const value = Reflect.apply(original, this, values)
      disk.after(kind, this.database, () => positionOf(this.database))
      return value
    },
  })
}

// A dead process can't even prepare what it would do; SQLite's own complaints would look like the living's.
for (const name of ['prepare', 'pragma', 'exec'] as const) {
  const original = BetterSqlite3.prototype[name]
  Object.defineProperty(BetterSqlite3.prototype, name, {
    value: function (this: Database, ...values: unknown[]) {
      const disk = diskOf(this)
      if (disk?.isDead) throw new Killed('This process is dead')
      const [sql, ...rest] = values
      if (disk === null || typeof sql !== 'string') return Reflect.apply(original, this, values)
      const said = sabotaged(sql, this.name.endsWith('central.sqlite'))
      const syncs = name === 'pragma' ? syncing.get(said) : undefined
      if (syncs === undefined) return Reflect.apply(original, this, [said, ...rest])
      disk.after(syncs, this, () => positionOf(this))
      return []
    },
  })
}

/** From here on every database that is opened in the disk's folder lies on it. */
export function mount(disk: Disk) {
  disks.set(disk.folder, disk)
}

/** Forgets the disk and its files; connections to them are worth nothing any more. */
export function unmount(disk: Disk, look: Look) {
  disks.delete(disk.folder)
  for (const connection of disk.connections) connection.close()
  // Last: SQLite has whoever closes last tidy the log up, if it may write.
  look.close()
  rmSync(disk.folder, { recursive: true, force: true })
}

/** A second look at a database, that no mishap concerns. */
export interface Look {
  /** Compiled once per text. */
  rows<Row>(sql: string, ...values: readonly (string | number)[]): readonly Row[]
  /** The first column of the first row; undefined without one. */
  value<Value>(sql: string, ...values: readonly (string | number)[]): Value | undefined
  close(): void
}

export function inspect(file: string): Look {
  const connection = new BetterSqlite3(file, { readonly: true })
  watched.set(connection, null)
  const compiled = new Map<string, Statement>()
  const statement = (sql: string) => {
    const known = compiled.get(sql) ?? connection.prepare(sql)
    compiled.set(sql, known)
    return known
  }
  return {
    rows: <Row>(sql: string, ...values: readonly (string | number)[]) =>
      Reflect.apply(originals.all, statement(sql), values) as readonly Row[],
    value<Value>(sql: string, ...values: readonly (string | number)[]) {
      const [row] = Reflect.apply(originals.all, statement(sql), values) as readonly Record<string, Value>[]
      return row && Object.values(row)[0]
    },
    close: () => connection.close(),
  }
}
