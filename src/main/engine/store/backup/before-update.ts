// The backup of the last moment before an update is installed. It is what the older program goes on from if the newer one never comes up, since
// it can't read a database that the newer one has brought up to date.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile, syncFolder } from '../../../../platform/atomic-file'
import { errorText } from '../../../../shared/error-text'
import { migrations } from '../migrations'
import { makeBackup } from './folder'
import { keptOf } from './rotation'

const markerIn = (dataDir: string): string => join(dataDir, 'before-update.json')

/** Blocks until it is on disk. Answers why there is none; null if there is one. */
export function backUpBeforeUpdate(
  dataDir: string,
  { file, backups }: { readonly file: string; readonly backups: string },
  nowMs: number,
): string | null {
  const answer = makeBackup({ source: file, folder: backups, nowMs, before: migrations.length })
  if (answer.kind === 'backupFailed') return `${answer.why}: ${answer.detail}`
  try {
    writeMarker(dataDir, answer.name)
    return null
  } catch (error) {
    return errorText(error)
  }
}

/** The first screen was shown: from now on work is done with this program's database, and nothing goes back behind it. */
export const forgetUpdate = (dataDir: string): void => rmSync(markerIn(dataDir), { force: true })

/** Name of the backup that was made before the update that has not come up; null if there is none. */
export function beforeUpdateIn(dataDir: string): string | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(markerIn(dataDir), 'utf8'))
    const name = typeof kept === 'object' && kept !== null && 'backup' in kept ? String(kept.backup) : ''
    return keptOf(name) === null ? null : name
  } catch {
    // No update was under way, or the disk lost its mark: then nothing is put back by itself.
    return null
  }
}

function writeMarker(dataDir: string, backup: string): void {
  replaceFile(markerIn(dataDir), JSON.stringify({ backup }))
  syncFolder(dataDir)
}
