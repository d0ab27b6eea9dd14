// Somebody at the conflict desk: takes the oldest conflict, and one of the ways out of it that are offered.
import { isReserved } from '../../../src/shared/rights'
import type { Hand } from './staff'
import { become } from './staff'

/** Answers whether something was decided. */
export async function resolveConflict(hand: Hand): Promise<boolean> {
  const { chance, window } = hand
  const shown = await window.request('conflicts/get', undefined)
  if (!shown?.ok) return false
  const conflict = chance.is(0.8) ? shown.value.open[0] : chance.pick(shown.value.open)
  const way = conflict && (chance.is(0.5) ? conflict.choices[0] : chance.pick(conflict.choices))
  if (conflict === undefined || way === undefined) return false
  if (isReserved(way.right)) await become(hand, 'supervisor')
  const reason = way.needsReason || chance.is(0.3) ? 'Seen at the tank' : null
  // Central's places of the vials stand beside the bench's.
  for (const { name, place } of conflict.central.procedure?.vials ?? [])
    if (place !== null)
      hand.shown.place({ subject: conflict.central.procedure?.subject?.code ?? '', vial: name }, place)
  const resolved = await window.request('conflicts/resolve', { conflictId: conflict.id, choice: way.choice, reason })
  if (isReserved(way.right) && chance.is(0.8)) await become(hand, 'staff')
  return resolved?.ok ?? false
}
