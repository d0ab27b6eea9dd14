// A vial that was to be verified is certain again: its place is what the person found, and what was open about it is closed.
import type { SampleContainer } from '../../../shared/model/container'
import type { Place } from '../../../shared/model/place'
import type { Actor } from '../../../shared/model/procedure'
import { vialIn } from '../../../shared/procedure/next'
import { step } from '../../../shared/procedure/step'
import { containersOfFacility, loadContainers, markStored, setVerification } from '../../store/containers'
import { closeLoss, openLossesOf } from '../../store/losses'
import { bindPlace, freePlaces } from '../../store/places'
import { loadProcedure } from '../../store/procedures'
import type { Work } from '../central'
import { type EventScope, writeEvent } from '../procedures/apply-event'

interface SettleScope extends EventScope {
  readonly facility: number
}

export interface Settled {
  readonly vial: SampleContainer
  /** Null: it is out of storage. */
  readonly place: Place | null
  readonly at: string
  readonly by: Actor
  /** Why it was verified without a scan; null if it was scanned. */
  readonly reason: string | null
}

export async function settleVial(tx: Work, scope: SettleScope, settled: Settled): Promise<void> {
  const { vial, place, at, by, reason } = settled
  const { facility } = scope
  const planned = await tellOpenProcedure(tx, scope, settled)
  await freePlaces(tx.db, [vial.id])
  const held = place ?? planned
  if (held !== null) await bindPlace(tx.db, held, vial.id)
  await markStored(tx.db, vial.id, place === null ? null : (vial.storedAt ?? at))
  await setVerification(tx.db, vial.id, null)
  for (const loss of await openLossesOf(tx.db, vial.id)) {
    tx.announce(facility, { entity: 'loss', body: await closeLoss(tx.db, loss, { by, at, reason }) })
  }
  for (const body of await loadContainers(tx.db, [vial.id])) tx.announce(facility, { entity: 'container', body })
}

/** The open procedure that holds the vial goes on from where it was found. Answers the place that a STORE still plans for it. */
async function tellOpenProcedure(
  tx: Work,
  scope: SettleScope,
  { vial: { id: containerId }, place, at, by }: Settled,
): Promise<Place | null> {
  const held = (await containersOfFacility(tx.db, scope.facility, [containerId])).get(containerId)
  const open = held?.heldBy == null ? undefined : await loadProcedure(tx.db, scope.facility, held.heldBy)
  const vial = open && vialIn(open, containerId)
  if (open === undefined || vial?.outcome !== 'pending') return null
  if (place === null) return open.type === 'STORE' ? vial.place : null
  const event = { kind: 'verify', containerId, place, at, by } as const
  const stepped = step(open, event)
  // The place is bound below, with what was held before.
  if (stepped.ok) await writeEvent(tx, scope, open, event, { ...stepped.value, effects: [] })
  return null
}
