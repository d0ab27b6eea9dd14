// Which rows of central's feed this bench has heard of, by number and digest: proof of the history that it has followed. Pure.
import type { RowDigest } from '../contract/feed'

const isSame = (a: RowDigest, b: RowDigest): boolean => a.n === b.n && a.digest === b.digest

/**
 * After the answer to a request that named `sent`: these and the row that the answer named (`head`) are of one history, and the furthest
 * of them stands for all. What other answers have brought meanwhile may be of another one, and stays until it has been sent too.
 */
export function digestsAfter(
  kept: readonly RowDigest[],
  sent: readonly RowDigest[],
  head: RowDigest | null,
): readonly RowDigest[] {
  const [furthest] = [...sent, ...(head === null ? [] : [head])].toSorted((a, b) => b.n - a.n)
  if (furthest === undefined) return kept
  return [...kept.filter((row) => ![...sent, furthest].some((one) => isSame(row, one))), furthest]
}
