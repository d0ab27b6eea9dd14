// The benches, as an administrator lists and revokes them.
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { restorationOf, untoldBy } from '../../store/restorations'
import type { Db } from '../../store/store'
import { type Central, transact } from '../central'

export interface BenchRecord {
  readonly benchId: string
  readonly name: string
  readonly facilityId: number
  readonly enrolledAt: string
  readonly revokedAt: string | null
  /** The identity that this one replaced, if the bench was restored to an older state. */
  readonly renews: string | null
}

/** Oldest first, including revoked ones. */
export async function listBenches(db: Db): Promise<readonly BenchRecord[]> {
  const rows = await db.selectFrom('benches').selectAll().orderBy('enrolled_at').orderBy('id').execute()
  return rows.map((row) => ({
    benchId: row.id,
    name: row.name,
    facilityId: row.facility_id,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
    renews: row.renews,
  }))
}

export type RevocationProblem =
  | { readonly kind: 'unknownBench'; readonly benchId: string }
  | { readonly kind: 'revokedAlready'; readonly benchId: string; readonly revokedAt: string }

/** From the commit on, its token is worthless and none of its acts is accepted; answers given before stay. Returns the time. */
export function revokeBench(central: Central, benchId: string): Promise<Result<string, RevocationProblem>> {
  return transact(central, async (tx): Promise<Result<string, RevocationProblem>> => {
    const { db } = tx
    const bench = await db.selectFrom('benches').select('facility_id').where('id', '=', benchId).executeTakeFirst()
    if (!bench) return refused({ kind: 'unknownBench', benchId })
    // An act that is being decided holds this lock, so it falls either before the revocation or after it.
    await lockFeeds(db, [bench.facility_id])
    const { now } = tx
    const { numUpdatedRows } = await db
      .updateTable('benches')
      .set({ revoked_at: now })
      .where('id', '=', benchId)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 1n) {
      // It will not tell any more what it remembers of a time that central has lost.
      for (const row of await untoldBy(db, bench.facility_id, benchId)) {
        tx.announce(bench.facility_id, { entity: 'restoration', body: await restorationOf(db, row) })
      }
      return ok(now)
    }
    const { revoked_at } = await db
      .selectFrom('benches')
      .select('revoked_at')
      .where('id', '=', benchId)
      .executeTakeFirstOrThrow()
    return refused({ kind: 'revokedAlready', benchId, revokedAt: revoked_at ?? now })
  })
}
