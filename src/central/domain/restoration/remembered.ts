// What a bench remembers of the time that a restored central has lost: central puts it on record, and has the vials looked after.
import { procedureEntity } from '../../../shared/api/entities'
import type { NamedHistory } from '../../../shared/api/feed-history'
import type { Procedure } from '../../../shared/model/procedure'

import { ok } from '../../../shared/result'
import { containersOfFacility } from '../../store/containers'
import { lockFeeds } from '../../store/feed'
import { loadProcedure } from '../../store/procedures'
import { keepLoss, type RestorationRow } from '../../store/restorations'
import { isClockId } from '../../store/row-id'
import type { Bench } from '../benches/enrolment'
import { type Central, transact, type Work } from '../central'
import { sameHistory } from '../feed/history'
import { lookAfter } from './look-after'
import { lossesOf } from './losses-of'
import { announce, hear, noticed, told } from './notice'

export interface Remembered {
  readonly known: NamedHistory
  /** Central's time at the furthest row that the bench has heard of. */
  readonly heardAt: string | null
  /** As the feed had told them; unchecked. */
  readonly procedures: readonly unknown[]
  readonly isLast: boolean
}

/**
 * Null where central's history is the bench's. What a bench says here is believed for one thing only: that somebody has to look. It
 * changes no procedure and moves no vial.
 */
export async function remember(
  central: Central,
  bench: Bench,
  { known, heardAt, procedures, isLast }: Remembered,
): Promise<RestorationRow | null> {
  const same = await sameHistory(central, bench.facility.id, known)
  if (same.ok) {
    await hear(central, bench)
    return null
  }
  const newId = () => central.ids.next()
  const kept = await transact(central, async (tx) => {
    await lockFeeds(tx.db, [bench.facility.id])
    const restoration = await noticed(tx, bench.facility.id, heardAt, newId)
    if (restoration.noticed_at === tx.now) await announce(tx, restoration)
    for (const raw of procedures) {
      const { data: procedure } = procedureEntity.safeParse(raw)
      if (procedure && isOfThen(procedure, bench, restoration)) await compare(tx, bench, restoration, procedure, newId)
    }
    if (isLast) await told(tx, restoration, bench.id)
    return ok(restoration)
  })
  return kept.ok ? kept.value : null
}

/** Of the bench's own facility, and of the time in question: all else central knows better. */
const isOfThen = (
  { facilityId, updatedAt, id }: Procedure,
  { facility }: Bench,
  { from_at }: RestorationRow,
): boolean => facilityId === facility.id && updatedAt >= from_at && isClockId(id)

async function compare(
  tx: Work,
  bench: Bench,
  restoration: RestorationRow,
  procedure: Procedure,
  newId: () => string,
): Promise<void> {
  const ids = procedure.vials.map(({ containerId }) => Number(containerId)).filter(isClockId)
  // SECURITY: of its own facility only. A bench must neither hold another's vials nor be told of them.
  const containers = new Map(
    (await containersOfFacility(tx.db, bench.facility.id, ids)).map((each) => [Number(each.id), each]),
  )
  const things = lossesOf(procedure, {
    procedure: await loadProcedure(tx.db, bench.facility.id, procedure.id),
    container: (id) => containers.get(id),
  })
  for (const thing of things) {
    const loss = await keepLoss(
      tx.db,
      {
        restorationId: restoration.id,
        facility: bench.facility.id,
        thing,
        rememberedBy: bench.name,
        // What claims to be of later than now must not stand for ever above what others tell.
        rememberedAt: earlier(thing.kind === 'vial' ? thing.rememberedAt : procedure.updatedAt, tx.now),
        toldAt: tx.now,
      },
      newId,
    )
    if (loss === undefined) continue
    tx.announce(bench.facility.id, { entity: 'loss', body: loss })
    await lookAfter(tx, bench.facility.id, restoration, thing)
  }
}

const earlier = (a: string, b: string): string => (a < b ? a : b)
