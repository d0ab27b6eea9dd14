// When a bench was last there with nothing unsent. Whatever it does afterwards is not older, whatever its clock says.
import type { Central } from '../central'
import type { Bench, Contact } from './enrolment'

/** A bench reads the number before it sends the request, which it gives up sooner than this. */
const longestOnTheWayMs = 30_000
/** A bench asks every few seconds: so often is a contact written. */
const everyMs = 60_000

/** Whether this contact says more than the one on record. One of the future is of a time when central's own clock was ahead. */
export function isNews(kept: Contact | null, made: number, nowMs: number): boolean {
  if (kept === null || made > kept.made) return true
  const sinceMs = nowMs - Date.parse(kept.at)
  return made === kept.made && (sinceMs < 0 || sinceMs >= everyMs + longestOnTheWayMs)
}

/**
 * Keeps that the bench was here, if all that it has made is on record: the former contact bounds what is still on its way. A bench that has
 * made less than before is a copy of itself, and proves nothing.
 */
export async function noteContact({ store: { db }, clock }: Central, bench: Bench, made: number): Promise<void> {
  const nowMs = clock.wallMs()
  if (!isNews(bench.contact, made, nowMs)) return
  await db
    .updateTable('benches')
    .set({ contact_seq: made, contact_at: new Date(nowMs - longestOnTheWayMs).toISOString() })
    .where('id', '=', bench.id)
    .where(({ or, eb }) => or([eb('contact_seq', 'is', null), eb('contact_seq', '<=', made)]))
    .where(({ fn, selectFrom, eb, val }) =>
      eb(
        fn.coalesce(
          selectFrom('intents')
            .where('bench_id', '=', bench.id)
            .select((row) => row.fn.max('bench_seq').as('n')),
          val(0),
        ),
        '>=',
        made,
      ),
    )
    .execute()
}
