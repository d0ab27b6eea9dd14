// A bench that knows more than central proves that central was restored from a backup.
import { ok } from '../../../shared/result'
import {
  findRestoration,
  insertReport,
  insertRestoration,
  type RestorationRow,
  restorationOf,
  startAfter,
  untoldBy,
} from '../../store/restorations'
import type { Bench } from '../benches/enrolment'
import { type Central, transact, type Work } from '../central'

/**
 * The restoration that took what the bench had heard by `heardAt` (central's time then; null where an older bench can't say): put on record
 * with the first bench that proves it.
 */
export async function noticed(
  tx: Work,
  facility: number,
  heardAt: string | null,
  newId: () => string,
): Promise<RestorationRow> {
  const start = await startAfter(tx.db, heardAt)
  // No start is on record where this very process began on a database from before they were.
  const { at, last_at } = start ?? { at: tx.now, last_at: tx.now }
  const known = await findRestoration(tx.db, facility, at)
  if (known) return known
  const row = { id: newId(), facility_id: facility, from_at: last_at, to_at: at, noticed_at: tx.now }
  await insertRestoration(tx.db, row)
  await announce(tx, row)
  return row
}

async function announce(tx: Work, row: RestorationRow): Promise<void> {
  tx.announce(row.facility_id, { entity: 'restoration', body: await restorationOf(tx.db, row) })
}

/** The bench has told all that it remembers, or has nothing to tell. */
export async function told(tx: Work, row: RestorationRow, bench: string): Promise<void> {
  await insertReport(tx.db, row.id, bench, tx.now)
  await announce(tx, row)
}

/** A bench whose history is central's own has lost nothing: it is not waited for any longer. */
export async function hear(central: Central, { id, facility }: Bench): Promise<void> {
  const waiting = await untoldBy(central.store.db, facility.id, id)
  if (waiting.length === 0) return
  await transact(central, async (tx) => {
    for (const row of waiting) await told(tx, row, id)
    return ok(null)
  })
}
