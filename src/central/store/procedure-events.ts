// What happened to a procedure, in the order of its versions.
import type { Actor, Procedure } from '../../shared/model/procedure'
import type { ProcedureEvent } from '../../shared/procedure/event'
import type { Db } from './store'

export type StoredEvent = ProcedureEvent | { readonly kind: 'create'; readonly at: string; readonly by: Actor }

/** Stores what happened; `procedure` is the state it led to. */
export async function insertEvent(db: Db, procedure: Procedure, event: StoredEvent, intentId: string | null) {
  const { kind, at, by, ...body } = event
  await db
    .insertInto('procedure_events')
    .values({
      procedure_id: procedure.id,
      ordinal: procedure.version,
      kind,
      body: JSON.stringify(body),
      actor: JSON.stringify(by),
      at,
      intent_id: intentId,
    })
    .execute()
}

/** The events of these kinds that happened to a procedure, latest first. */
export async function eventsOf(
  db: Db,
  procedure: number,
  kinds: readonly StoredEvent['kind'][],
): Promise<readonly StoredEvent[]> {
  const rows = await db
    .selectFrom('procedure_events')
    .select(['kind', 'body', 'actor', 'at'])
    .where('procedure_id', '=', procedure)
    .where('kind', 'in', [...kinds])
    .orderBy('ordinal', 'desc')
    .execute()
  return rows.map(({ kind, body, actor: by, at }) => ({ ...JSON.parse(body), kind, by: JSON.parse(by), at }))
}
