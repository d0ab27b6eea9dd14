// What follows from a loss that is put on record.
import type { LostThing } from '../../../shared/model/restoration'
import { loadContainers, setVerification } from '../../store/containers'
import type { RestorationRow } from '../../store/restorations'
import type { Work } from '../central'

/** Until somebody has scanned the vial, no procedure may have it and no device may move it. */
export async function lookAfter(
  tx: Work,
  facility: number,
  { to_at }: RestorationRow,
  thing: LostThing,
): Promise<void> {
  if (thing.kind !== 'vial' || thing.containerId === null) return
  await setVerification(tx.db, thing.containerId, { since: to_at, why: 'restored' })
  for (const body of await loadContainers(tx.db, [thing.containerId])) {
    tx.announce(facility, { entity: 'container', body })
  }
}
