// A restore that a person has asked for: the next start of the engine carries it out as it does after damage. What was scanned since
// the backup is merged from the present database; the present files are kept beside it.
import { copyFileSync, rmSync } from 'node:fs'
import { readMarker, writeMarker } from './marker'

export interface RestoreOrder {
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
export function requestRestore(file: string, order: RestoreOrder): void {
  // As earlier programs named it in the file.
  writeMarker(file, { wish: order })
}

/** The order in the marker; null where the database was found damaged, or nothing is to be restored. */
export function orderIn(file: string): RestoreOrder | null {
  const marker = readMarker(file)
  return marker !== null && 'wish' in marker ? orderOf(marker.wish) : null
}

function orderOf(value: unknown): RestoreOrder | null {
  if (typeof value !== 'object' || value === null) return null
  const { from, backupAtMs, by, reason }: { readonly [Name in keyof RestoreOrder]?: unknown } = value
  return typeof from === 'string' &&
    typeof backupAtMs === 'number' &&
    typeof by === 'string' &&
    typeof reason === 'string'
    ? { from, backupAtMs, by, reason }
    : null
}
