// Which numbers new subjects, containers and procedures get. Whoever restores a backup need not think of them: the clock has gone on.

import type { NumberedKind } from './schema/house'

export type { NumberedKind } from './schema/house'

/** The number that the clock gives: none below it is given out. */
export type IdFloor = (kind: NumberedKind, wallMs: number) => number

const epochMs = Date.UTC(2024, 0, 1)

/** Procedures are read and said by people: one a second takes 8 to 9 digits until 2055. The others fit into 53 bits until 2309. */
const numbersIn: Readonly<Record<NumberedKind, (ms: number) => number>> = {
  subject: (ms) => ms * 1000,
  container: (ms) => ms * 1000,
  procedure: (ms) => Math.floor(ms / 1000),
}

export const clockFloor: IdFloor = (kind, wallMs) => numbersIn[kind](wallMs - epochMs)

/** The year in which this was written: a clock before it has not been set. */
const writtenMs = Date.UTC(2026, 0, 1)
const yearMs = 366 * 24 * 3600 * 1000

/**
 * The first of the next numbers: beyond the last one, and what the clock gives at least. Numbers that are more than a year ahead were
 * given while the clock was: going on from there, they would be given again after each restore, until the clock has come so far.
 */
export function firstId(kind: NumberedKind, last: number, floor: number): number {
  const isFarAhead = last - floor > numbersIn[kind](yearMs)
  if (isFarAhead && floor >= clockFloor(kind, writtenMs)) return floor
  return Math.max(last + 1, floor)
}
