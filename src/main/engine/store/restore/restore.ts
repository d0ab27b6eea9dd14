// Makes a bench's database anew from the newest good backup and what can be read of the damaged one. The damaged files are copied aside
// before anything is touched, and kept; a marker makes a restore that was interrupted begin again.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { replaceFile, syncFolder } from '../../../../platform/atomic-file'
import { stampOf } from '../../../../platform/time-stamp'
import { columnsOf, copiedTables } from '../backup/copied'
import { newestGood } from '../backup/folder'
import { checkBackup } from '../backup/verify'
import { markerOf } from './marker'
import { type Merged, mergeInto } from './merge'
import { dropStaged, type RestoreWish, wishIn } from './restore-order'
import { copyForSalvage, logOf } from './salvage-copy'

export interface RestoreNeeds {
  /** The database's path. */
  readonly file: string
  readonly backups: string
  readonly nowMs: number
  /** Brings an empty database to this version. */
  readonly migrate: (connection: Connection, version: number) => void
  readonly newest: number
}

export interface Restored {
  readonly atMs: number
  /** Null if there was no good backup, or none was needed. */
  readonly backupAtMs: number | null
  /** Folder in the data folder that keeps the damaged files. */
  readonly aside: string
  /** What was only in the damaged database, and was saved from it. */
  readonly reads: number
  readonly intents: number
  readonly refused: number
  /** False: an intent may be missing, so that its number must not be used again. */
  readonly isOutboxWhole: boolean
  /** Who asked for it and why; null where damage did. */
  readonly wish: RestoreWish | null
}

const nothingSaved: Merged = { reads: 0, intents: 0, refused: 0, isOutboxWhole: false }

/** What the next start has to restore, whatever the database looks like then. */
export function markDamaged(file: string, detail: string): void {
  if (!existsSync(markerOf(file))) replaceFile(markerOf(file), JSON.stringify({ detail }))
}

/** Throws what the disk throws; then nothing is lost, and the next start tries again. Null if there is nothing to restore from. */
export function restore(needs: RestoreNeeds): Restored | null {
  const { file, backups, nowMs, newest } = needs
  const wish = wishIn(file)
  const aside = setAside(file, nowMs, wish)
  const salvage = join(aside, 'readable.part')
  const made = `${file}.restoring`
  rmSync(made, { force: true })
  const good = chosen(wish) ?? newestIn(backups)
  const damaged = join(aside, basename(file))
  if (existsSync(damaged)) copyForSalvage(damaged, salvage, newest)
  const log = existsSync(damaged) ? logOf(damaged) : null
  const merged = build(needs, made, good?.path ?? null, salvage)
  rmSync(salvage, { force: true })
  if (merged === null) {
    // Nothing was changed: the damaged file is where it was.
    for (const path of [made, aside, markerOf(file)]) rmSync(path, { recursive: true, force: true })
    dropStaged(file)
    return null
  }
  // An old log beside a new database would be played into it.
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  renameSync(made, file)
  syncFolder(dirname(file))
  const isOutboxWhole = merged.isOutboxWhole && log?.isTorn !== true
  return { ...merged, isOutboxWhole, atMs: nowMs, backupAtMs: good?.atMs ?? null, aside: relative(aside), wish }
}

interface Source {
  readonly path: string
  readonly atMs: number
}

/** Looked through when it was asked for, and once more: between the two lies a restart. */
const chosen = (wish: RestoreWish | null): Source | null =>
  wish !== null && checkBackup(wish.from).ok ? { path: wish.from, atMs: wish.backupAtMs } : null

function newestIn(backups: string): Source | null {
  const { good } = newestGood(backups)
  return good && { path: join(backups, good.name), atMs: good.atMs }
}

/**
 * Puts this backup in the place of a database that is sound, but of a newer program. The newer one is kept in the folder that is answered.
 * Throws what the disk throws, and when there is no such backup; then nothing was changed.
 */
export function putBack(needs: RestoreNeeds, backup: string): string {
  const { file, backups, nowMs } = needs
  const aside = setAside(file, nowMs, null, 'replaced')
  const made = `${file}.restoring`
  rmSync(made, { force: true })
  withConnection(made, (into) => {
    into.pragma('foreign_keys = OFF')
    into.pragma('synchronous = FULL')
    takeBackup(into, join(backups, backup), needs)
  })
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  renameSync(made, file)
  syncFolder(dirname(file))
  return relative(aside)
}

const relative = (aside: string): string => `${basename(dirname(aside))}/${basename(aside)}`

/** Takes the rows behind a damaged frame of the log into the database, which SQLite itself has brought to the state before it. */
export function recoverTornLog({ file, nowMs, newest }: RestoreNeeds): Restored {
  const aside = setAside(file, nowMs, null)
  const salvage = join(aside, 'readable.part')
  copyForSalvage(join(aside, basename(file)), salvage, newest)
  const merged = withConnection(file, (into) => merge(into, salvage)) ?? nothingSaved
  rmSync(salvage, { force: true })
  const isOutboxWhole = merged.isOutboxWhole && merged.intents === 0
  return { ...merged, isOutboxWhole, atMs: nowMs, backupAtMs: null, aside: relative(aside), wish: null }
}

/** Copies, never moves: until the new database has its name, the old one is the only one. */
function setAside(
  file: string,
  nowMs: number,
  wish: RestoreWish | null,
  folder: 'damaged' | 'replaced' = wish === null ? 'damaged' : 'replaced',
): string {
  const marker = markerOf(file)
  const begun = asideIn(marker)
  if (begun !== null && existsSync(begun)) return begun
  const aside = join(dirname(file), folder, stampOf(nowMs))
  mkdirSync(aside, { recursive: true })
  try {
    for (const ending of ['-wal', '-shm', '']) {
      if (existsSync(file + ending)) copyFileSync(file + ending, join(aside, basename(file) + ending))
    }
    if (wish !== null)
      writeFileSync(join(aside, 'restore.json'), JSON.stringify({ ...wish, atMs: nowMs }), { flush: true })
    syncFolder(aside)
  } catch (error) {
    // A full disk: each new attempt would leave a piece of a copy, and take what becomes free.
    rmSync(aside, { recursive: true, force: true })
    throw error
  }
  replaceFile(marker, JSON.stringify({ aside, ...(wish && { wish }) }))
  return aside
}

function asideIn(marker: string): string | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(marker, 'utf8'))
    return typeof kept === 'object' && kept !== null && 'aside' in kept ? String(kept.aside) : null
  } catch {
    return null
  }
}

function build(needs: RestoreNeeds, made: string, backup: string | null, salvage: string): Merged | null {
  return withConnection(made, (into) => {
    into.pragma('foreign_keys = OFF')
    into.pragma('synchronous = FULL')
    if (backup === null) needs.migrate(into, versionOf(salvage) ?? needs.newest)
    else takeBackup(into, backup, needs)
    const merged = merge(into, salvage)
    return backup === null && merged === null ? null : (merged ?? nothingSaved)
  })
}

function takeBackup(into: Connection, backup: string, { migrate }: RestoreNeeds): void {
  into.prepare('ATTACH ? AS backup').run(backup)
  migrate(into, Number(into.pragma('backup.user_version', { simple: true })))
  into.transaction(() => {
    for (const { name } of copiedTables(into, 'backup')) {
      const columns = columnsOf(into, 'backup', name).join(', ')
      into.exec(`INSERT OR REPLACE INTO main.${name} (${columns}) SELECT ${columns} FROM backup.${name}`)
    }
  })()
  into.exec('DETACH backup')
}

/** Null if nothing at all can be read of it. */
function merge(into: Connection, salvage: string): Merged | null {
  into.pragma('foreign_keys = OFF')
  let from: Connection | null = null
  try {
    from = new BetterSqlite3(salvage, { readonly: true, fileMustExist: true })
    from.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch {
    from?.close()
    return null
  }
  try {
    return mergeInto(into, from)
  } finally {
    from.close()
  }
}

function versionOf(salvage: string): number | null {
  try {
    if (!existsSync(salvage)) return null
    const version = withConnection(salvage, (from) => Number(from.pragma('user_version', { simple: true })))
    return version > 0 ? version : null
  } catch {
    return null
  }
}

function withConnection<Value>(file: string, work: (connection: Connection) => Value): Value {
  const connection = new BetterSqlite3(file)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}
