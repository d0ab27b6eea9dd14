// A restore that a person has asked for: the next start of the engine carries it out as it does after damage. What was scanned since
// the backup is taken over from the present database; the present files are kept beside it.
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { replaceFile } from '../../../../platform/atomic-file'
import { markerOf } from './marker'

export interface RestoreWish {
  /** Path of a copy of the backup in the data folder. */
  readonly from: string
  /** Of the backup. */
  readonly backupAtMs: number
  /** Who asked, and why; in the aside folder's restore.json and in the notice. */
  readonly by: string
  readonly reason: string
}

/** Where the backup lies until the restore is done: its stick may be pulled out meanwhile. */
export const stagedFor = (file: string): string => `${file}-restore`

/** A copy of the backup for `requestRestore`; beginning anew forgets one that was never asked for. */
export function stage(backup: string, file: string): string {
  const staged = stagedFor(file)
  dropStaged(file)
  copyFileSync(backup, staged)
  return staged
}

export function dropStaged(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${stagedFor(file)}${ending}`, { force: true })
}

/** Durable when it returns: from here on the next start restores. */
export function requestRestore(file: string, wish: RestoreWish): void {
  replaceFile(markerOf(file), JSON.stringify({ wish }))
}

/** The wish of the marker; null where the database was found damaged, or nothing is to be restored. */
export function wishIn(file: string): RestoreWish | null {
  const marker = markerOf(file)
  if (!existsSync(marker)) return null
  try {
    const kept: unknown = JSON.parse(readFileSync(marker, 'utf8'))
    return typeof kept === 'object' && kept !== null && 'wish' in kept ? wishOf(kept.wish) : null
  } catch {
    // Torn by a power cut while it was written: nobody was told that it will be done.
    return null
  }
}

function wishOf(value: unknown): RestoreWish | null {
  if (typeof value !== 'object' || value === null) return null
  const { from, backupAtMs, by, reason }: { readonly [Name in keyof RestoreWish]?: unknown } = value
  return typeof from === 'string' &&
    typeof backupAtMs === 'number' &&
    typeof by === 'string' &&
    typeof reason === 'string'
    ? { from, backupAtMs, by, reason }
    : null
}
