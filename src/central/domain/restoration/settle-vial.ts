// A vial that was to be verified is certain again: its place is what the person found, and what was open about it is closed.
import type { SampleContainer } from '../../../shared/model/container'
import type { Place } from '../../../shared/model/place'
import type { Actor } from '../../../shared/model/procedure'
import { bindPlace, freePlaces, loadContainers, markStored, setVerification } from '../../store/containers'
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
  await freePlaces(tx.db, [vial.id])
  if (place !== null) await bindPlace(tx.db, place, vial.id)
  await markStored(tx.db, vial.id, place === null ? null : (vial.storedAt ?? at))
  await setVerification(tx.db, vial.id, null)
  for (const loss of await openLossesOf(tx.db, vial.id)) {
    tx.announce(facility, { entity: 'loss', body: await closeLoss(tx.db, loss, { by, at, reason }) })
  }
  for (const body of await loadContainers(tx.db, [vial.id])) tx.announce(facility, { entity: 'container', body })
}
