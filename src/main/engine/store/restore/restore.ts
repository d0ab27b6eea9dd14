// Makes a bench's database anew from the newest good backup and what can be read of the damaged one. The damaged files are copied aside
// before anything is touched, and kept; a marker makes a restore that was interrupted begin again.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../../../../platform/atomic-file'
import { newestGood } from '../backup/folder'
import { checkBackup } from '../backup/verify'
import { nameOfAside, setAside } from './aside'
import { build, buildFromBackup, type Migrate, mergeSalvageInto, nothingSaved } from './build'
import { markerOf } from './marker'
import { dropStaged, orderIn, type RestoreOrder } from './restore-order'
import { copyForSalvage, logOf } from './salvage-copy'

export interface RestoreNeeds {
  /** The database's path. */
  readonly file: string
  readonly backups: string
  readonly nowMs: number
  readonly migrate: Migrate
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
  /** False: an act may be missing, so that its number must not be used again. */
  readonly isOutboxWhole: boolean
  /** Who asked for it and why; null where damage did. */
  readonly order: RestoreOrder | null
}

/** Throws what the disk throws; then nothing is lost, and the next start tries again. Null if there is nothing to restore from. */
export function restore({ file, backups, nowMs, migrate, newest }: RestoreNeeds): Restored | null {
  const order = orderIn(file)
  const aside = setAside({ file, nowMs, order, why: order === null ? 'damaged' : 'replaced' })
  const salvage = join(aside, 'readable.part')
  const made = madeBeside(file)
  const good = ordered(order) ?? newestIn(backups)
  const damaged = join(aside, basename(file))
  if (existsSync(damaged)) copyForSalvage(damaged, salvage, newest)
  const log = existsSync(damaged) ? logOf(damaged) : null
  const merged = build({ made, backup: good?.path ?? null, salvage, migrate, newest })
  rmSync(salvage, { force: true })
  if (merged === null) {
    // Nothing was changed: the damaged file is where it was.
    for (const path of [made, aside, markerOf(file)]) rmSync(path, { recursive: true, force: true })
    dropStaged(file)
    return null
  }
  putInPlace(made, file)
  const isOutboxWhole = merged.isOutboxWhole && log?.isTorn !== true
  return { ...merged, isOutboxWhole, atMs: nowMs, backupAtMs: good?.atMs ?? null, aside: nameOfAside(aside), order }
}

/**
 * Puts this backup in the place of a database that is sound, but of a newer program. The newer one is kept in the folder that is answered.
 * Throws what the disk throws, and when there is no such backup; then nothing was changed.
 */
export function putBack({ file, backups, nowMs, migrate }: RestoreNeeds, backup: string): string {
  const aside = setAside({ file, nowMs, order: null, why: 'replaced' })
  const made = madeBeside(file)
  buildFromBackup(made, join(backups, backup), migrate)
  putInPlace(made, file)
  return nameOfAside(aside)
}

/** Merges the rows behind a damaged frame of the log into the database, which SQLite itself has brought to the state before it. */
export function recoverTornLog({ file, nowMs, newest }: RestoreNeeds): Restored {
  const aside = setAside({ file, nowMs, order: null, why: 'damaged' })
  const salvage = join(aside, 'readable.part')
  copyForSalvage(join(aside, basename(file)), salvage, newest)
  const merged = mergeSalvageInto(file, salvage) ?? nothingSaved
  rmSync(salvage, { force: true })
  const isOutboxWhole = merged.isOutboxWhole && merged.intents === 0
  return { ...merged, isOutboxWhole, atMs: nowMs, backupAtMs: null, aside: nameOfAside(aside), order: null }
}

interface Source {
  readonly path: string
  readonly atMs: number
}

/** Checked when it was asked for, and once more: between the two lies a restart. */
const ordered = (order: RestoreOrder | null): Source | null =>
  order !== null && checkBackup(order.from).ok ? { path: order.from, atMs: order.backupAtMs } : null

function newestIn(backups: string): Source | null {
  const { good } = newestGood(backups)
  return good && { path: join(backups, good.name), atMs: good.atMs }
}

/** Path for the new database, where none is yet. */
function madeBeside(file: string): string {
  const made = `${file}.restoring`
  rmSync(made, { force: true })
  return made
}

function putInPlace(made: string, file: string): void {
  // An old log beside a new database would be played into it.
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  renameSync(made, file)
  syncFolder(dirname(file))
}
