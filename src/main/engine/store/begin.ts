// Opens the bench's store at the start of an engine, whatever happened to it: holds the folder, looks for signs of damage, restores.
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreNotice } from '../../../shared/model/store-notice'
import type { Clock, Ids } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import { beforeUpdateIn } from './backup/before-update'
import { type BackupAnswer, backupsIn, makeBackup } from './backup/folder'
import { keptOf } from './backup/rotation'
import { checkBackup } from './backup/verify'
import type { BenchStore } from './bench-store'
import { isDamage } from './damage'
import { doubtIdentity } from './doubt'
import { type FolderLock, lockFolder } from './lock'
import { migrations } from './migrations'
import { migrate, openStore, problemOf, type StoreProblem } from './open'
import { markerOf } from './restore/marker'
import { putBack, type Restored, type RestoreNeeds, recoverTornLog, restore } from './restore/restore'
import { dropStaged } from './restore/restore-order'
import { logOf, versionOnDisk } from './restore/salvage-copy'

export interface StorePaths {
  readonly file: string
  readonly backups: string
}

export interface Begun {
  readonly store: BenchStore
  readonly paths: StorePaths
  /** The run before has not closed its database: it is worth looking through. */
  readonly wasUnclean: boolean
  /** Of the backup before a migration, if there was one. */
  readonly backup: BackupAnswer | null
}

export const pathsIn = (dataDir: string): StorePaths => ({
  file: join(dataDir, 'bench.db'),
  backups: join(dataDir, 'backups'),
})

/** `dataDir` must be there. A restore may take seconds; otherwise some milliseconds. */
export function beginStore(needs: {
  readonly dataDir: string
  readonly clock: Clock
  readonly ids: Ids
}): Result<Begun, StoreProblem> {
  const { dataDir, clock, ids } = needs
  const paths = pathsIn(dataDir)
  let lock: FolderLock | null = null
  try {
    lock = lockFolder(join(dataDir, 'bench.lock'))
    if (lock === null) return refused({ kind: 'inUse' })
    const opened = openMended(paths, beforeUpdateIn(dataDir), clock, ids)
    if (!opened.ok) {
      lock.release()
      return opened
    }
    const { store } = opened.value
    const { release } = lock
    const close = () => {
      store.close()
      release()
    }
    return ok({ ...opened.value, store: { ...store, close }, paths })
  } catch (error) {
    lock?.release()
    return refused(problemOf(error))
  }
}

/** `beforeUpdate`: the backup to go on from if the database is that of an update which never came up. */
function openMended(
  paths: StorePaths,
  beforeUpdate: string | null,
  clock: Clock,
  ids: Ids,
): Result<Omit<Begun, 'paths'>, StoreProblem> {
  const { file, backups } = paths
  const known = migrations.length
  const version = versionOnDisk(file)
  // Before SQLite opens it: even to close it again, SQLite may move its log into it.
  const nowMs = clock.wallMs()
  const needs: RestoreNeeds = { file, backups, nowMs, migrate, newest: known }
  let rolledBack: StoreNotice | null = null
  if (version > known) {
    rolledBack = rollBack(needs, beforeUpdate)
    if (rolledBack === null) return refused({ kind: 'newerDatabase', version, known })
    rmSync(markerOf(file), { force: true })
  }
  const wasUnclean = hasBytes(`${file}-wal`)
  let backup: BackupAnswer | null = null
  const beforeMigration = (before: number) => {
    backup = makeBackup({ source: file, folder: backups, nowMs, before })
  }
  const open = () => openStore({ file, clock, ids, beforeMigration })

  let restored = mend(needs, wasUnclean)
  let opened = open()
  if (!opened.ok && opened.problem.kind === 'damaged' && restored === null) {
    restored = restore(needs)
    if (restored !== null) opened = open()
  }
  if (!opened.ok) return opened
  if (restored !== null) remember(opened.value, restored)
  if (restored !== null) dropStaged(file)
  if (rolledBack !== null) note(opened.value, rolledBack)
  rmSync(markerOf(file), { force: true })
  return ok({ store: opened.value, wasUnclean, backup })
}

/** Null if there is no good backup of the moment before the update. */
function rollBack(needs: RestoreNeeds, backup: string | null): StoreNotice | null {
  const kept = backup === null ? null : keptOf(backup)
  if (kept === null || !checkBackup(join(needs.backups, kept.name)).ok) return null
  return { kind: 'rolledBack', atMs: needs.nowMs, backupAtMs: kept.atMs, aside: putBack(needs, kept.name) }
}

function note(store: BenchStore, notice: StoreNotice): void {
  store.transact(() => store.profile.addNotice(notice))
}

/** What is known to be damaged before anything is opened. */
function mend(needs: RestoreNeeds, wasUnclean: boolean): Restored | null {
  const { file, backups } = needs
  const isLost = !hasBytes(file) && backupsIn(backups).length > 0
  if (isLost || existsSync(markerOf(file))) return restore(needs)
  if (!wasUnclean || logOf(file)?.isTorn !== true) return null
  try {
    return recoverTornLog(needs)
  } catch (error) {
    if (!isDamage(error)) throw error
    return restore(needs)
  }
}

function remember(store: BenchStore, restored: Restored): void {
  const { atMs, backupAtMs, aside, reads, intents, isOutboxWhole: isWhole, wish } = restored
  if (isWhole && backupAtMs === null && reads + intents === 0) return
  const how =
    wish === null
      ? { kind: 'restored' as const }
      : { kind: 'restoredByHand' as const, by: wish.by, reason: wish.reason }
  store.transact(() => {
    store.profile.addNotice({ ...how, atMs, backupAtMs, aside, reads, intents, isWhole })
    const identity = store.profile.identity()
    if (!isWhole && identity !== null) doubtIdentity(store.profile, identity, 'tailUnproven', atMs)
  })
}

const hasBytes = (path: string): boolean => existsSync(path) && statSync(path).size > 0
