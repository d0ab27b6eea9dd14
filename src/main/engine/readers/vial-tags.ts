import type { TagId } from '../../../shared/model/reader'
import type { FieldRule } from './field-state'
import type { Inventory } from './reader'

/** Which tags the one-tag rule is about: those of vials, and those that are nobody's yet. */
export type IsVialTag = (tag: TagId) => boolean

/**
 * The inventory without the tags that are for something else: they make no vial one of several, and are no vial either. Null if
 * nothing is left that counts and the reader has not looked for anything else: that is no gap. Pure.
 */
export function ofVials(inventory: Inventory, isVialTag: IsVialTag, gap: FieldRule['gap']): Inventory | null {
  const sightings = inventory.sightings.filter(({ tag }) => isVialTag(tag))
  if (sightings.length === inventory.sightings.length) return inventory
  const saysNothing = sightings.length === 0 && gap === 'silence' && inventory.malformed === undefined
  return saysNothing ? null : { ...inventory, sightings }
}

/** The tags that are for something else. An unreadable part of the report is the vials' affair. Pure. */
export const asides = ({ malformed: _, ...report }: Inventory, isVialTag: IsVialTag): Inventory => ({
  ...report,
  sightings: report.sightings.filter(({ tag }) => !isVialTag(tag)),
})
