import type { Person } from '../../shared/model/person'
import { holdersOf, type NotEntitled, type Right, whyNot } from '../../shared/rights'

/** Whether this person may, else why not and who may instead. Engine and central decide it again; this only spares a refusal. */
export type Entitlement =
  | { readonly kind: 'may' }
  | { readonly kind: 'mayNot'; readonly why: NotEntitled; readonly others: readonly string[] }

export function entitlementTo(right: Right, current: Person | null, available: readonly Person[]): Entitlement {
  const why = whyNot(current, right)
  if (why === null) return { kind: 'may' }
  return { kind: 'mayNot', why, others: holdersOf(available, right).map(({ name }) => name) }
}
