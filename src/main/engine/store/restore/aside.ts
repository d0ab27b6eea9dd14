// The folder that keeps the files of a database which is to be replaced: damaged ones, or those of a newer program.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../../../../platform/atomic-file'
import { stampOf } from '../../../../platform/time-stamp'
import { readMarker, writeMarker } from './marker'
import type { RestoreOrder } from './restore-order'

export interface Aside {
  readonly file: string
  readonly nowMs: number
  readonly order: RestoreOrder | null
  readonly why: 'damaged' | 'replaced'
}

/** Copies, never moves: until the new database has its name, the old one is the only one. Answers the folder's path. */
export function setAside({ file, nowMs, order, why }: Aside): string {
  const begun = asideIn(readMarker(file))
  if (begun !== null && existsSync(begun)) return begun
  const aside = join(dirname(file), why, stampOf(nowMs))
  mkdirSync(aside, { recursive: true })
  try {
    for (const ending of ['-wal', '-shm', '']) {
      if (existsSync(file + ending)) copyFileSync(file + ending, join(aside, basename(file) + ending))
    }
    if (order !== null)
      writeFileSync(join(aside, 'restore.json'), JSON.stringify({ ...order, atMs: nowMs }), { flush: true })
    syncFolder(aside)
  } catch (error) {
    // A full disk: each new attempt would leave a piece of a copy, and use up what becomes free.
    rmSync(aside, { recursive: true, force: true })
    throw error
  }
  // The order is called `wish` in the file, as earlier programs wrote it.
  writeMarker(file, { aside, ...(order && { wish: order }) })
  return aside
}

const asideIn = (marker: object | null): string | null =>
  marker !== null && 'aside' in marker ? String(marker.aside) : null

/** As people find it in the data folder. */
export const nameOfAside = (aside: string): string => `${basename(dirname(aside))}/${basename(aside)}`
