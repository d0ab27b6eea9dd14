// Which backups stay: by the hour for a day, by the day for a week, and those from before a migration. Pure.

import { stampOf } from '../../../../platform/time-stamp'
import { backupReserveBytes } from '../../../../shared/model/limits'

export interface Kept {
  readonly name: string
  /** Counts up from one backup to the next, whatever the clock does; 0 for those of a program that didn't count. */
  readonly number: number
  readonly atMs: number
  /** Made before a migration from this version; null for one by the clock. */
  readonly before: number | null
}

const hourly = 24
const daily = 7
const migrations = 3
const dayMs = 24 * 60 * 60 * 1000

const pattern = /^bench-(?:(\d{6,12})-)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-before-(\d+))?\.db$/

/** `bench-000123-20300102T030405Z.db`; one before a migration also says from which version. */
export function backupName(number: number, atMs: number, before: number | null): string {
  const stamp = stampOf(atMs)
  return `bench-${String(number).padStart(6, '0')}-${stamp}${before === null ? '' : `-before-${before}`}.db`
}

export function keptOf(name: string): Kept | null {
  const [, number, year, month, day, hour, minute, second, before] = pattern.exec(name) ?? []
  if (year === undefined) return null
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return { name, number: Number(number ?? 0), atMs, before: before === undefined ? null : Number(before) }
}

/** By the order in which they were made: a clock that was set back makes no backup older than it is. */
export const newestFirst = (all: readonly Kept[]): readonly Kept[] =>
  [...all].sort((a, b) => b.number - a.number || b.atMs - a.atMs)

/** Of the next one. */
export const nextNumber = (all: readonly Kept[]): number => Math.max(0, ...all.map(({ number }) => number)) + 1

/** Names of those that are no longer needed, oldest first. */
export function outdated(all: readonly Kept[]): readonly string[] {
  const ordered = newestFirst(all)
  const timed = ordered.filter(({ before }) => before === null)
  const stay = new Set(timed.slice(0, hourly).map(({ name }) => name))
  const days = new Set<number>()
  for (const { name, atMs } of timed) {
    const day = Math.floor(atMs / dayMs)
    if (days.has(day) || days.size === daily) continue
    days.add(day)
    stay.add(name)
  }
  for (const { name } of ordered.filter(({ before }) => before !== null).slice(0, migrations)) stay.add(name)
  return ordered
    .filter(({ name }) => !stay.has(name))
    .map(({ name }) => name)
    .reverse()
}

/** A backup must never be what fills the disk. `expectedBytes`: of the last one, or the whole database before there is one. */
export const hasRoom = (expectedBytes: number, freeBytes: number): boolean =>
  freeBytes >= backupReserveBytes + expectedBytes * 1.5
