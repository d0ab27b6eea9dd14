// Opens the database whatever happened to it: looks for signs of damage, restores, and notes for the screens what was done.
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Ids } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import type { StoreNotice } from '../../../shared/views/store-notice'
import { type BackupAnswer, backupsIn, makeBackup } from './backup/folder'
import { keptOf } from './backup/rotation'
import { checkBackup } from './backup/verify'
import type { BenchStore } from './bench-store'
import { isDamage } from './damage'
import { requireRenewal } from './identity-in-doubt'
import { migrations } from './migrations'
import { migrate, openStore, type StoreProblem } from './open'
import { markerOf } from './restore/marker'
import { putBack, type Restored, type RestoreNeeds, recoverTornLog, restore } from './restore/restore'
import { dropStaged } from './restore/restore-order'
import { logOf, versionOnDisk } from './restore/salvage-copy'

export interface Mended {
  readonly store: BenchStore
  /** The run before has not closed its database: it is worth a thorough check. */
  readonly wasUnclean: boolean
  /** Of the backup before a migration, if there was one. */
  readonly backup: BackupAnswer | null
}

export interface OpenMendedNeeds {
  /** The database's path. */
  readonly file: string
  readonly backups: string
  /** The backup to go on from if the database is that of an update which never came up. */
  readonly beforeUpdate: string | null
  readonly clock: Clock
  readonly ids: Ids
}

export function openMended({ file, backups, beforeUpdate, clock, ids }: OpenMendedNeeds): Result<Mended, StoreProblem> {
  const newest = migrations.length
  const version = versionOnDisk(file)
  // Before SQLite opens it: even to close it again, SQLite may move its log into it.
  const nowMs = clock.wallMs()
  const needs: RestoreNeeds = { file, backups, nowMs, migrate, newest }
  let rolledBack: StoreNotice | null = null
  if (version > newest) {
    rolledBack = rollBack(needs, beforeUpdate)
    if (rolledBack === null) return refused({ kind: 'newerDatabase', version, known: newest })
    rmSync(markerOf(file), { force: true })
  }
  const wasUnclean = hasBytes(`${file}-wal`)
  let backup: BackupAnswer | null = null
  const beforeMigration = (before: number) => {
    backup = makeBackup({ source: file, folder: backups, nowMs, before })
  }
  const open = () => openStore({ file, clock, ids, beforeMigration })

  let restored = restoreIfNeeded(needs, wasUnclean)
  let opened = open()
  if (!opened.ok && opened.problem.kind === 'damaged' && restored === null) {
    restored = restore(needs)
    if (restored !== null) opened = open()
  }
  if (!opened.ok) return opened
  if (restored !== null) noteRestore(opened.value, restored)
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

/** By what shows before anything is opened. */
function restoreIfNeeded(needs: RestoreNeeds, wasUnclean: boolean): Restored | null {
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

function noteRestore(store: BenchStore, restored: Restored): void {
  const { atMs, backupAtMs, aside, reads, intents, isOutboxWhole: isWhole, order } = restored
  if (isWhole && backupAtMs === null && reads + intents === 0) return
  const how =
    order === null
      ? { kind: 'restored' as const }
      : { kind: 'restoredByHand' as const, by: order.by, reason: order.reason }
  store.transact(() => {
    store.profile.addNotice({ ...how, atMs, backupAtMs, aside, reads, intents, isWhole })
    const identity = store.profile.identity()
    if (!isWhole && identity !== null) requireRenewal(store.profile, identity, 'tailUnproven', atMs)
  })
}

function note(store: BenchStore, notice: StoreNotice): void {
  store.transact(() => store.profile.addNotice(notice))
}

const hasBytes = (path: string): boolean => existsSync(path) && statSync(path).size > 0
