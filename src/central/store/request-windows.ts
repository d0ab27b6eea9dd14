// Requests counted across all processes on one PostgreSQL database: one statement per request, by the database's clock.
import { sql } from 'kysely'
import type { Db } from './store'

export interface CountedWindow {
  /** Requests in the window that is open now, this one included; beyond `perMinute` it stops counting. */
  readonly used: number
  readonly msLeft: number
}

const nowMs = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`

/** Counts one request of `key`. The row is locked during this statement only; two processes can't both get the last one. */
export async function countRequest(
  db: Db,
  key: string,
  { perMinute, windowMs }: { readonly perMinute: number; readonly windowMs: number },
): Promise<CountedWindow> {
  const { rows } = await sql<CountedWindow>`
    insert into request_windows as w (key, ends_ms, used) values (${key}, ${nowMs} + ${windowMs}::bigint, 1)
    on conflict (key) do update set
      used = case when w.ends_ms <= ${nowMs} then 1 else least(w.used + 1, ${perMinute + 1}::integer) end,
      ends_ms = case when w.ends_ms <= ${nowMs} then excluded.ends_ms else w.ends_ms end
    returning used, ends_ms - ${nowMs} as "msLeft"`.execute(db)
  const [counted] = rows
  if (!counted) throw new Error('An upsert answered no row')
  return counted
}

/** Deletes the windows that have closed. */
export async function sweepWindows(db: Db) {
  await db.deleteFrom('request_windows').where('ends_ms', '<', nowMs).execute()
}
