// Restores from a backup: when central started, how far its data went then, and which benches have told what they remember.
import type { Restoration } from '../../shared/model/restoration'
import type { Db } from './store'

/** Part of each start, before anything else is written. `now`: central's time. */
export async function noteStart(db: Db, now: string): Promise<void> {
  const newest = await db
    .selectFrom('feed_heads as h')
    .innerJoin('feed as f', (join) => join.onRef('f.facility_id', '=', 'h.facility_id').onRef('f.n', '=', 'h.head'))
    .select((row) => row.fn.max('f.at').as('at'))
    .executeTakeFirst()
  // Where nothing has been told yet, or all of it is pruned: what came after the start before may be missing, if it is a backup's.
  const before = await db
    .selectFrom('starts')
    .select((row) => row.fn.max('at').as('at'))
    .executeTakeFirst()
  await db
    .insertInto('starts')
    .values({ at: now, last_at: newest?.at ?? before?.at ?? now })
    .onConflict((conflict) => conflict.column('at').doNothing())
    .execute()
}

/**
 * The start with which central came back from a backup: the first after something that the backup does not have was heard of. All later
 * ones before the restore went with it. Without that time, the latest.
 */
export async function startAfter(db: Db, heardAt: string | null) {
  const starts = db.selectFrom('starts').select(['at', 'last_at'])
  const first =
    heardAt === null ? undefined : await starts.where('at', '>', heardAt).orderBy('at').limit(1).executeTakeFirst()
  return first ?? (await starts.orderBy('at', 'desc').limit(1).executeTakeFirst())
}

export interface RestorationRow {
  readonly id: string
  readonly facility_id: number
  readonly from_at: string
  readonly to_at: string
  readonly noticed_at: string
}

export async function findRestoration(db: Db, facility: number, to: string): Promise<RestorationRow | undefined> {
  return db
    .selectFrom('restorations')
    .selectAll()
    .where('facility_id', '=', facility)
    .where('to_at', '=', to)
    .executeTakeFirst()
}

export async function insertRestoration(db: Db, row: RestorationRow): Promise<void> {
  await db.insertInto('restorations').values(row).execute()
}

/** What a bench of the facility is waited for, oldest first: it was there before the restore, and has not told of it. */
export function untoldBy(db: Db, facility: number, bench: string): Promise<readonly RestorationRow[]> {
  return db
    .selectFrom('restorations as r')
    .innerJoin('benches as b', (join) => join.on('b.id', '=', bench).onRef('b.enrolled_at', '<', 'r.to_at'))
    .leftJoin('restoration_reports as t', (join) =>
      join.onRef('t.restoration_id', '=', 'r.id').on('t.bench_id', '=', bench),
    )
    .selectAll('r')
    .where('r.facility_id', '=', facility)
    .where('t.bench_id', 'is', null)
    .orderBy('r.to_at')
    .execute()
}

export async function insertReport(db: Db, restoration: string, bench: string, at: string): Promise<void> {
  await db
    .insertInto('restoration_reports')
    .values({ restoration_id: restoration, bench_id: bench, at })
    .onConflict((conflict) => conflict.columns(['restoration_id', 'bench_id']).doNothing())
    .execute()
}

/** As benches are told. Benches that came later, or are gone, are not waited for. */
export async function restorationOf(db: Db, row: RestorationRow): Promise<Restoration> {
  const unheard = await db
    .selectFrom('benches as b')
    .leftJoin('restoration_reports as t', (join) =>
      join.onRef('t.bench_id', '=', 'b.id').on('t.restoration_id', '=', row.id),
    )
    .select('b.name')
    .where('b.facility_id', '=', row.facility_id)
    .where('b.revoked_at', 'is', null)
    .where('b.enrolled_at', '<', row.to_at)
    .where('t.bench_id', 'is', null)
    .orderBy('b.name')
    .execute()
  return {
    id: row.id,
    from: row.from_at,
    to: row.to_at,
    noticedAt: row.noticed_at,
    unheard: unheard.map(({ name }) => name),
  }
}

export async function restorationsOf(db: Db, facility: number): Promise<readonly Restoration[]> {
  const rows = await db
    .selectFrom('restorations')
    .selectAll()
    .where('facility_id', '=', facility)
    .orderBy('to_at')
    .execute()
  return Promise.all(rows.map((row) => restorationOf(db, row)))
}
