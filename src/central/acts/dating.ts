// When an act was done, as central keeps it: the bench's own time, as far as it can be. The signed envelope keeps what the bench claimed.
import type { IntentEnvelope } from '../../shared/api/intents'
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

type Made = Pick<IntentEnvelope, 'occurredAt' | 'benchSeq'>

/**
 * Since when this bench can have made the act: it was known, and had not made it when it was last there with all that it had made. One that
 * says it is older may be of an identity that this one has replaced, and be signed anew.
 */
export async function possibleSince(db: Db, bench: Bench, { occurredAt, benchSeq }: Made): Promise<string> {
  const { enrolledAt, contact } = bench
  const isOlder = new Date(occurredAt).toISOString() < enrolledAt
  if (isOlder && bench.isRenewed) return firstEnrolledAt(db, bench.id)
  return contact !== null && benchSeq > contact.made && contact.at > enrolledAt ? contact.at : enrolledAt
}
