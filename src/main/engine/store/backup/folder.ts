// The folder of backups: what is in it, the newest one that can be trusted, and the next one.
import { mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errorText } from '../../../../shared/error-text'
import { backupName, hasRoom, type Kept, keptOf, newestFirst, nextNumber, outdated } from './rotation'
import { checkBackup } from './verify'
import { type Written, writeBackup } from './write'

export interface BackupRequest {
  readonly source: string
  readonly folder: string
  readonly nowMs: number
  readonly before: number | null
}

export type BackupAnswer =
  | ({ readonly kind: 'backedUp'; readonly name: string } & Written)
  | { readonly kind: 'backupFailed'; readonly why: 'diskLow' | 'refused'; readonly detail: string }

/** Newest first; other files in the folder are ignored. */
export function backupsIn(folder: string): readonly Kept[] {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return newestFirst(names.flatMap((name) => keptOf(name) ?? []))
}

/** The newest backup that passes every check, with the names of newer ones that did not. */
export function newestGood(folder: string): { readonly good: Kept | null; readonly bad: readonly string[] } {
  const bad: string[] = []
  for (const kept of backupsIn(folder)) {
    if (checkBackup(join(folder, kept.name)).ok) return { good: kept, bad }
    bad.push(kept.name)
  }
  return { good: null, bad }
}

/** Makes one and lets go of those that are no longer needed. A refusal leaves all that are there. */
export function makeBackup({ source, folder, nowMs, before }: BackupRequest): BackupAnswer {
  try {
    mkdirSync(folder, { recursive: true })
    const kept = backupsIn(folder)
    const last = kept[0]
    const expected = statSync(last === undefined ? source : join(folder, last.name)).size
    const { bavail, bsize } = statfsSync(folder)
    if (!hasRoom(expected, bavail * bsize)) {
      return { kind: 'backupFailed', why: 'diskLow', detail: `${Math.floor((bavail * bsize) / 1_048_576)}` }
    }
    const name = backupName(nextNumber(kept), nowMs, before)
    const written = writeBackup(source, join(folder, name), nowMs)
    for (const old of outdated(backupsIn(folder))) rmSync(join(folder, old), { force: true })
    return { kind: 'backedUp', name, ...written }
  } catch (error) {
    return { kind: 'backupFailed', why: 'refused', detail: errorText(error) }
  }
}
