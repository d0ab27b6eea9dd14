// What a bench remembers of the time that a restored central has lost: central puts it on record, and has the vials looked after.
import type { z } from 'zod'
import { procedureEntity } from '../../../shared/api/entities'
import type { NamedHistory } from '../../../shared/api/feed-history'
import { lossEntity } from '../../../shared/api/restoration'
import type { Procedure } from '../../../shared/model/procedure'
import type { Loss, LostThing } from '../../../shared/model/restoration'
import { ok } from '../../../shared/result'
import { containersOfFacility } from '../../store/containers'
import { lockFeeds } from '../../store/feed'
import { findLoss } from '../../store/losses'
import { loadProcedure } from '../../store/procedures'
import type { RestorationRow } from '../../store/restorations'
import { isClockId, isRowJson } from '../../store/row-id'
import type { Bench } from '../benches/enrolment'
import { type Central, transact, type Work } from '../central'
import { sameHistory } from '../feed/history'
import { keep } from './keep'
import { type AtCentral, lossesOf } from './losses-of'
import { hear, noticed, told } from './notice'
import { stillLost } from './still-lost'

export interface Remembered {
  readonly known: NamedHistory
  /** Central's time at the furthest row that the bench has heard of. */
  readonly heardAt: string | null
  /** As the feed had told them; unchecked. */
  readonly procedures: readonly unknown[]
  /** Of an earlier restore, as central had told of them; unchecked. */
  readonly losses: readonly unknown[]
  readonly isLast: boolean
}

/**
 * Null where central's history is the bench's. What a bench says here is believed for one thing only: that somebody has to look. It
 * changes no procedure and moves no vial.
 */
export async function remember(
  central: Central,
  bench: Bench,
  { known, heardAt, procedures, losses, isLast }: Remembered,
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
    for (const raw of procedures) {
      const procedure = readAs(procedureEntity, raw)
      if (procedure && isOfThen(procedure, bench, restoration))
        await compare({ tx, bench, restoration, newId }, procedure)
    }
    for (const raw of losses) {
      const loss = readAs(lossEntity, raw)
      if (loss) await keepOn({ tx, bench, restoration, newId }, loss)
    }
    if (isLast) await told(tx, restoration, bench.id)
    return ok(restoration)
  })
  return kept.ok ? kept.value : null
}

/** Undefined for what is none. A text that can't be kept, or signed, would make a loss that no person could close. */
const readAs = <Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> | undefined =>
  isRowJson(raw) ? schema.safeParse(raw).data : undefined

/** Of the bench's own facility, and of the time in question: all else central knows better. */
const isOfThen = (
  { facilityId, updatedAt, id }: Procedure,
  { facility }: Bench,
  { from_at }: RestorationRow,
): boolean => facilityId === facility.id && updatedAt >= from_at && isClockId(id)

interface Keeping {
  readonly tx: Work
  readonly bench: Bench
  readonly restoration: RestorationRow
  readonly newId: () => string
}

async function compare(keeping: Keeping, procedure: Procedure): Promise<void> {
  const ids = procedure.vials.map(({ containerId }) => Number(containerId))
  for (const thing of lossesOf(procedure, await atCentral(keeping, procedure.id, ids))) {
    await keepAs(keeping, thing, procedure.updatedAt)
  }
}

/** What central has on its list already, open or closed, it knows better. */
async function keepOn(keeping: Keeping, { id, thing, toldAt }: Loss): Promise<void> {
  const { tx, bench } = keeping
  if (!isClockId(thing.procedureId) || (await findLoss(tx.db, bench.facility.id, id))) return
  const ids = thing.kind === 'vial' && thing.containerId !== null ? [Number(thing.containerId)] : []
  const still = stillLost(thing, await atCentral(keeping, thing.procedureId, ids))
  if (still !== null) await keepAs(keeping, still, toldAt)
}

/** `at`: when a procedure was so. A vial says itself when it was moved. */
function keepAs({ tx, bench, restoration, newId }: Keeping, thing: LostThing, at: string): Promise<void> {
  const rememberedAt = thing.kind === 'vial' ? thing.rememberedAt : at
  return keep(tx, restoration, { thing, rememberedBy: bench.name, rememberedAt }, newId)
}

async function atCentral({ tx, bench }: Keeping, procedure: number, vials: readonly number[]): Promise<AtCentral> {
  // SECURITY: of its own facility only. A bench must neither hold another's vials nor be told of them.
  const containers = await containersOfFacility(tx.db, bench.facility.id, vials)
  return {
    procedure: await loadProcedure(tx.db, bench.facility.id, procedure),
    container: (id) => containers.get(id)?.container,
  }
}
