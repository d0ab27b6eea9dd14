// When an act was done, as central keeps it: the bench's own time, as far as it can be. The signed envelope keeps what the bench claimed.
import type { Bench } from '../domain/benches/enrolment'
import { firstEnrolledAt } from '../domain/benches/renewal'
import type { Db } from '../store/store'

/** ISO 8601, as all times. */
export interface DateBounds {
  /** What the act is about, and who did it, were not there before. */
  readonly notBefore: readonly string[]
  /** Central's own time: a clock that runs ahead must not date anything into the future. */
  readonly now: string
}

/** The claimed time, moved into the bounds where it lies outside. */
export function datedAt(claimed: string, { notBefore, now }: DateBounds): string {
  const at = [new Date(claimed).toISOString(), ...notBefore].reduce((a, b) => (a > b ? a : b))
  return at < now ? at : now
}

/** Since when this bench has been known: an act that says it is older may be of an identity that this one has replaced. */
export async function knownSince(db: Db, bench: Bench, claimed: string): Promise<string> {
  const isOlder = new Date(claimed).toISOString() < bench.enrolledAt
  return isOlder ? firstEnrolledAt(db, bench.id) : bench.enrolledAt
}
