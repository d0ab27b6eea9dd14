// Intents that people have resolved at a bench, or withdrawn before central ever saw them.
import type { ProblemOf } from '../../shared/acts/problems'
import type { Bench } from '../domain/benches/enrolment'
import { type KeptResolution, withdrawalsOf } from '../store/resolutions'
import type { Db } from '../store/store'

/** What another facility has resolved is nothing to this one, and nothing that it hears of. */
export function alreadyResolved(
  ofFacility: number,
  all: readonly KeptResolution[],
): ProblemOf<'alreadyResolved'> | undefined {
  const kept = all.filter(({ facility }) => facility === ofFacility)
  const [first] = kept
  if (!first) return undefined
  const { name }: { readonly name: string } = JSON.parse(first.actor)
  const intentIds = kept.map(({ refusedId }) => refusedId)
  return { kind: 'alreadyResolved', intentIds, choice: first.choice, name, at: first.at }
}

/**
 * Why an intent is refused that a person of the bench's facility has withdrawn before it came, as from a second machine with a copy of
 * the bench's disk.
 */
export async function whyWithdrawn(
  db: Db,
  { facility }: Pick<Bench, 'facility'>,
  intentId: string,
): Promise<ProblemOf<'alreadyResolved'> | undefined> {
  return alreadyResolved(facility.id, await withdrawalsOf(db, [intentId]))
}
