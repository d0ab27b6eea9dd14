import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { errorText } from '../../shared/error-text'
import { backupsIn, makeBackup } from '../engine/store/backup/folder'
import { backupName, nextNumber } from '../engine/store/backup/rotation'
import { writeBackup } from '../engine/store/backup/write'
import { lockFolder } from '../engine/store/lock'
import { migrations } from '../engine/store/migrations'
import { pathsIn } from '../engine/store/paths'
import { versionOnDisk } from '../engine/store/restore/salvage-copy'
import { type Done, done, failed, type TaskNeeds, targetOf } from './task'

/** Prints the backup's path. Works while the bench does, and while it doesn't. */
export function backUp({ dataDir, nowMs, cwd }: TaskNeeds, typed: string | null): Done {
  const { file, backups } = pathsIn(dataDir)
  if (!existsSync(file)) return failed(`There is no database in the folder ${dataDir}.`)
  try {
    if (versionOnDisk(file) > migrations.length) {
      return failed('The database was written by a newer version of Cryobench; use that version.')
    }
    return withSource(dataDir, file, (source) => {
      if (typed === null) return kept(makeBackup({ source, folder: backups, nowMs, before: null }), backups)
      const target = targetOf(cwd, typed, backupName(nextNumber(backupsIn(backups)), nowMs, null))
      if (existsSync(target)) return failed(`${target} already exists.`)
      return told(target, writeBackup(source, target, nowMs))
    })
  } catch (error) {
    return failed(`The backup failed: ${errorText(error)}`)
  }
}

function kept(answer: ReturnType<typeof makeBackup>, folder: string): Done {
  if (answer.kind === 'backedUp') return told(join(folder, answer.name), answer)
  return failed(
    answer.why === 'diskLow'
      ? `No backup was made: only ${answer.detail} MB are free.`
      : `The backup failed: ${answer.detail}`,
  )
}

const told = (path: string, { reads, intents }: { readonly reads: number; readonly intents: number }): Done =>
  done(path, `Backed up and verified: ${reads} reads, ${intents} entries.`)

/**
 * A bench that runs is copied as its own backups are. One that was not closed has a log that only its own start may touch, because it
 * mends what SQLite would forget in silence: there a copy of the files is backed up.
 */
function withSource(dataDir: string, file: string, work: (source: string) => Done): Done {
  const lock = lockFolder(join(dataDir, 'bench.lock'))
  if (lock === null) return work(file)
  try {
    if (!hasBytes(`${file}-wal`)) return work(file)
    const { backups } = pathsIn(dataDir)
    mkdirSync(backups, { recursive: true })
    const folder = mkdtempSync(join(backups, 'copy-'))
    try {
      for (const ending of ['', '-wal']) copyFileSync(file + ending, join(folder, basename(file) + ending))
      return work(join(folder, basename(file)))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  } finally {
    lock.release()
  }
}

const hasBytes = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
