// Sorts the procedures a bench knows into the worklist's lanes. Pure: what it needs is gathered by procedures.ts.

import type { Procedure } from '../../../shared/model/procedure'
import type { WorklistEntry, WorklistSnapshot } from '../../../shared/views/worklist'

export type Lane = Exclude<keyof WorklistSnapshot, 'loading'>

/** The lane of a procedure. Types and states that this program doesn't know, or that can't be together, go to `other`. */
export function laneOf(procedure: Procedure): Lane {
  if (procedure.type === 'UNKNOWN') return 'other'
  switch (procedure.status) {
    case 'PENDING':
      return procedure.type === 'STORE' ? 'toTag' : procedure.type === 'RETRIEVAL' ? 'toReview' : 'other'
    case 'CREATED':
      return 'queued'
    case 'IN_PROGRESS':
      return 'running'
    case 'COMPLETED':
      return 'doneToday'
    case 'CANCELLED':
    case 'FAILED':
      return 'notDoneToday'
    default:
      return 'other'
  }
}

const mostDone = 200

const byAge = (a: WorklistEntry, b: WorklistEntry): number =>
  a.procedure.createdAt < b.procedure.createdAt
    ? -1
    : a.procedure.createdAt > b.procedure.createdAt
      ? 1
      : a.procedure.id - b.procedure.id

const endOf = (entry: WorklistEntry): string => entry.procedure.completedAt ?? entry.procedure.updatedAt

/**
 * Lanes oldest first; what ended since `midnightIso`, newest first and at most 200 each.
 * An entry appears once, whichever of the gathered lists it came from.
 */
export function worklistOf(entries: readonly WorklistEntry[], midnightIso: string, loading: boolean): WorklistSnapshot {
  const lanes: Record<Lane, WorklistEntry[]> = {
    toTag: [],
    toReview: [],
    queued: [],
    running: [],
    notDoneToday: [],
    doneToday: [],
    other: [],
  }
  const unique = new Map(entries.map((entry) => [entry.procedure.id, entry]))
  for (const entry of [...unique.values()].sort(byAge)) lanes[laneOf(entry.procedure)].push(entry)
  const today = (lane: readonly WorklistEntry[]) =>
    lane
      .filter((entry) => endOf(entry) >= midnightIso)
      .sort((a, b) => (endOf(a) > endOf(b) ? -1 : endOf(a) < endOf(b) ? 1 : b.procedure.id - a.procedure.id))
      .slice(0, mostDone)
  return { ...lanes, notDoneToday: today(lanes.notDoneToday), doneToday: today(lanes.doneToday), loading }
}

/** The last local midnight before `nowMs`, and the next one: epoch milliseconds. Days with a clock change count too. */
export function dayAround(nowMs: number): { readonly startMs: number; readonly endMs: number } {
  const day = new Date(nowMs)
  const at = (offset: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + offset).getTime()
  return { startMs: at(0), endMs: at(1) }
}
