// A vial that was to be verified is certain again: its place is what the person found, and what was open about it is closed.
import type { SampleContainer } from '../../../shared/model/container'
import type { Place } from '../../../shared/model/place'
import type { Actor } from '../../../shared/model/procedure'
import {
  bindPlace,
  freePlaces,
  loadContainers,
  markStored,
  plannedPlace,
  setVerification,
} from '../../store/containers'
import { closeLoss, openLossesOf } from '../../store/restorations'
import type { Work } from '../central'

export interface Settled {
  readonly vial: SampleContainer
  /** Null: it is out of storage. */
  readonly place: Place | null
  readonly at: string
  readonly by: Actor
  /** Why it was verified without a scan; null if it was scanned. */
  readonly reason: string | null
}

export async function settleVial(tx: Work, facility: number, { vial, place, at, by, reason }: Settled): Promise<void> {
  // Where it is still to be stored, its place stays planned for it: no other vial may get it.
  const held = place ?? (await plannedPlace(tx.db, vial.id))
  await freePlaces(tx.db, [vial.id])
  if (held !== null) await bindPlace(tx.db, held, vial.id)
  await markStored(tx.db, vial.id, place === null ? null : (vial.storedAt ?? at))
  await setVerification(tx.db, vial.id, null)
  for (const loss of await openLossesOf(tx.db, vial.id)) {
    tx.announce(facility, { entity: 'loss', body: await closeLoss(tx.db, loss, { by, at, reason }) })
  }
  for (const body of await loadContainers(tx.db, [vial.id])) tx.announce(facility, { entity: 'container', body })
}
