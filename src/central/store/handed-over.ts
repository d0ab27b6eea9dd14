// What each device was handed over and may start, by the digest of it.
import type { Db } from './store'

/** By the procedure's number. */
export async function handedOver(
  db: Db,
  device: number,
  procedures: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (procedures.length === 0) return new Map()
  const rows = await db
    .selectFrom('handed_over')
    .select(['procedure_id', 'digest'])
    .where('device_id', '=', device)
    .where('procedure_id', 'in', [...procedures])
    .execute()
  return new Map(rows.map((row) => [row.procedure_id, row.digest]))
}

/** `at`: central's time. */
export async function noteHandedOver(
  db: Db,
  device: number,
  given: ReadonlyMap<number, string>,
  at: string,
): Promise<void> {
  const rows = [...given].map(([procedure_id, digest]) => ({ device_id: device, procedure_id, digest, at }))
  await db
    .insertInto('handed_over')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['device_id', 'procedure_id'])
        .doUpdateSet((row) => ({ digest: row.ref('excluded.digest'), at: row.ref('excluded.at') })),
    )
    .execute()
}

/** Only a start is judged by what was handed over: a procedure that has been started, or is over, needs it no longer. */
export async function forgetStarted(db: Db, device: number): Promise<void> {
  await db
    .deleteFrom('handed_over')
    .where('device_id', '=', device)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('procedures as p')
            .select('p.id')
            .whereRef('p.id', '=', 'handed_over.procedure_id')
            .where('p.status', '=', 'CREATED'),
        ),
      ),
    )
    .execute()
}
