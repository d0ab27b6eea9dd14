// A loss is put on record: benches are told, and a vial that central has is to be looked for.
import type { LostThing } from '../../../shared/model/restoration'
import { loadContainers, setVerification } from '../../store/containers'
import { keepLoss, type ToldLoss } from '../../store/losses'
import type { RestorationRow } from '../../store/restorations'
import type { Work } from '../central'

type Told = Pick<ToldLoss, 'thing' | 'rememberedBy' | 'rememberedAt'>

/** What is no news leaves everything as it is. */
export async function keep(tx: Work, restoration: RestorationRow, told: Told, newId: () => string): Promise<void> {
  const { id: restorationId, facility_id: facility } = restoration
  // What claims to be of later than now must not stand for ever above what others tell.
  const rememberedAt = told.rememberedAt < tx.now ? told.rememberedAt : tx.now
  const loss = await keepLoss(tx.db, { ...told, restorationId, facility, rememberedAt, toldAt: tx.now }, newId)
  if (loss === undefined) return
  tx.announce(facility, { entity: 'loss', body: loss })
  await lookAfter(tx, restoration, told.thing)
}

/** Until somebody has scanned the vial, no procedure may have it and no device may move it. */
async function lookAfter(tx: Work, { facility_id, to_at }: RestorationRow, thing: LostThing): Promise<void> {
  if (thing.kind !== 'vial' || thing.containerId === null) return
  await setVerification(tx.db, thing.containerId, { since: to_at, why: 'restored' })
  for (const body of await loadContainers(tx.db, [thing.containerId])) {
    tx.announce(facility_id, { entity: 'container', body })
  }
}
