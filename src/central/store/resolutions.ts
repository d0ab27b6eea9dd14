// What people at benches have decided about refused acts; each refused act is resolved once.
import type { ActBody } from '../../shared/acts'
import { actBody } from '../../shared/acts/wire'
import type { Db } from './store'

/** Both databases limit the number of values in a statement. */
const idsPerStatement = 500

const chunksOf = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / idsPerStatement) }, (_, n) =>
    ids.slice(n * idsPerStatement, (n + 1) * idsPerStatement),
  )

export interface Answered {
  readonly intentId: string
  readonly facility: number
  readonly result: string
  /** Undefined for a kind that this program doesn't know, from a newer bench. */
  readonly body: ActBody | undefined
}

/** Those intents that central has answered; it knows nothing about the others. */
export async function answeredIntents(db: Db, ids: readonly string[]): Promise<readonly Answered[]> {
  const answered: Answered[] = []
  for (const chunk of chunksOf(ids)) {
    const rows = await db
      .selectFrom('intents as i')
      .innerJoin('benches as b', 'b.id', 'i.bench_id')
      .select(['i.intent_id', 'i.result', 'i.envelope', 'b.facility_id'])
      .where('i.intent_id', 'in', [...chunk])
      .execute()
    for (const row of rows) {
      const envelope: { readonly body: unknown } = JSON.parse(row.envelope)
      answered.push({
        intentId: row.intent_id,
        facility: row.facility_id,
        result: row.result,
        body: actBody.safeParse(envelope.body).data,
      })
    }
  }
  return answered
}

export interface KeptResolution {
  readonly refusedId: string
  readonly facility: number
  readonly choice: string
  /** Who chose, as the intent named them. */
  readonly actor: string
  readonly at: string
}

/** Those refused intents that are resolved already, and how. */
export const resolutionsOf = (db: Db, ids: readonly string[]) => keptIn(db, 'resolved_intents', ids)

/** Those intents that people withdrew before central saw them, and by which choice. */
export const withdrawalsOf = (db: Db, ids: readonly string[]) => keptIn(db, 'withdrawn_intents', ids)

async function keptIn(
  db: Db,
  table: 'resolved_intents' | 'withdrawn_intents',
  ids: readonly string[],
): Promise<readonly KeptResolution[]> {
  const kept: KeptResolution[] = []
  for (const chunk of chunksOf(ids)) {
    const rows = await db
      .selectFrom(`${table} as i`)
      .innerJoin('resolutions as r', 'r.intent_id', 'i.resolution_id')
      .select(['i.intent_id', 'r.facility_id', 'r.choice', 'r.actor', 'r.at'])
      .where('i.intent_id', 'in', [...chunk])
      .orderBy('i.intent_id')
      .execute()
    for (const { intent_id, facility_id, ...row } of rows) {
      kept.push({ refusedId: intent_id, facility: facility_id, ...row })
    }
  }
  return kept
}

export interface NewResolution {
  readonly intentId: string
  readonly facility: number
  readonly bench: string
  readonly aggregate: string
  readonly conflictId: string
  readonly conflictKind: string
  readonly choice: string
  readonly reason: string | null
  readonly actor: string
  readonly at: string
}

export interface ResolvedIntents {
  readonly refused: readonly string[]
  /** Never seen here. */
  readonly withdrawn: readonly string[]
}

/** Stores the resolution of these intents. */
export async function insertResolution(
  db: Db,
  resolution: NewResolution,
  { refused, withdrawn }: ResolvedIntents,
): Promise<void> {
  await db
    .insertInto('resolutions')
    .values({
      intent_id: resolution.intentId,
      facility_id: resolution.facility,
      bench_id: resolution.bench,
      aggregate: resolution.aggregate,
      conflict_id: resolution.conflictId,
      conflict_kind: resolution.conflictKind,
      choice: resolution.choice,
      reason: resolution.reason,
      actor: resolution.actor,
      at: resolution.at,
    })
    .execute()
  for (const [table, ids] of [['resolved_intents', refused] as const, ['withdrawn_intents', withdrawn] as const]) {
    for (const chunk of chunksOf(ids)) {
      const rows = chunk.map((intent_id) => ({ intent_id, resolution_id: resolution.intentId }))
      await db.insertInto(table).values(rows).execute()
    }
  }
}
