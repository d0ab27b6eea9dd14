// Which rows of central's feed this bench has heard of, as proof of the history that it has followed. Pure.
import type { KnownRow } from '../bench-store'

const isSame = (a: KnownRow, b: KnownRow): boolean => a.n === b.n && a.digest === b.digest

/**
 * After the answer to a request that named `sent`: these and the row that the answer told of are of one history, and the furthest of them
 * stands for all. What other answers have told meanwhile may be of another one, and stays until it has been named too.
 */
export function knownAfter(
  known: readonly KnownRow[],
  sent: readonly KnownRow[],
  told: KnownRow | null,
): readonly KnownRow[] {
  const [furthest] = [...sent, ...(told === null ? [] : [told])].toSorted((a, b) => b.n - a.n)
  if (furthest === undefined) return known
  return [...known.filter((row) => ![...sent, furthest].some((one) => isSame(row, one))), furthest]
}
