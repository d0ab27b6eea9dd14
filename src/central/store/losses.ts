// What a restored central may have lost, as benches and devices have told it, until somebody has looked after it.
import type { KnownTag } from '../../shared/model/container'
import { facilityId } from '../../shared/model/ids'
import type { Place } from '../../shared/model/place'
import type { Actor } from '../../shared/model/procedure'
import type { TagId } from '../../shared/model/reader'
import { type Loss, type LostThing, lostTagOf, lostVialPlace } from '../../shared/model/restoration'
import { isRowId, isRowText } from './row-id'
import type { LossesTable } from './schema/restorations'
import type { Db } from './store'
import { knownTagOf, knownTagSelection } from './tags'

/** Names the thing within its restoration, whoever tells of it. */
export function keyOf(thing: LostThing): string {
  switch (thing.kind) {
    case 'procedure':
      return `procedure:${thing.procedureId}:${thing.createdAt}`
    case 'vial':
      return thing.containerId === null ? `vial:${JSON.stringify(goneVial(thing))}` : `vial:${thing.containerId}`
  }
}

/** One that central doesn't have. By its name alone two of a subject would be one, and the first would leave its tag and place to others. */
const goneVial = ({ subjectCode, name, formerId }: Extract<LostThing, { kind: 'vial' }>): readonly unknown[] =>
  formerId === undefined ? [subjectCode, name] : [subjectCode, name, formerId]

export interface ToldLoss {
  readonly restorationId: string
  readonly facility: number
  readonly thing: LostThing
  readonly rememberedBy: string
  /** When it was so; what was later is known better. */
  readonly rememberedAt: string
  readonly toldAt: string
}

/** Then no bench needs to hear of it once more. */
const saysTheSame = (before: LostThing, thing: LostThing): boolean => withoutTime(before) === withoutTime(thing)

const withoutTime = (thing: LostThing): string => JSON.stringify({ ...thing, rememberedAt: null })

/** Keeps what is new of it, under the id of what was told of the same thing before; undefined where nothing is. */
export async function keepLoss(db: Db, told: ToldLoss, newId: () => string): Promise<Loss | undefined> {
  const key = keyOf(told.thing)
  const before = await db
    .selectFrom('losses')
    .select(['id', 'body', 'remembered_at', 'closed_at'])
    .where('restoration_id', '=', told.restorationId)
    .where('key', '=', key)
    .executeTakeFirst()
  const { thing } = told
  if (before && (before.closed_at !== null || before.remembered_at >= told.rememberedAt)) return undefined
  if (before && saysTheSame(JSON.parse(before.body), thing)) {
    await db.updateTable('losses').set({ remembered_at: told.rememberedAt }).where('id', '=', before.id).execute()
    return undefined
  }
  const place = await heldPlace(db, told)
  const values = {
    procedure_id: thing.procedureId,
    container_id: thing.kind === 'vial' ? thing.containerId : null,
    tag: lostTagOf(thing)?.tag ?? null,
    body: JSON.stringify(thing),
    remembered_by: told.rememberedBy,
    remembered_at: told.rememberedAt,
    told_at: told.toldAt,
    storage_id: place?.storageId ?? null,
    canister: place?.canister ?? null,
    cane: place?.cane ?? null,
    position: place?.position ?? null,
  }
  const id = before?.id ?? newId()
  if (before) await db.updateTable('losses').set(values).where('id', '=', id).execute()
  else {
    const named = { id, restoration_id: told.restorationId, facility_id: told.facility, key }
    await db
      .insertInto('losses')
      .values({ ...named, ...values, closed_at: null, closed_by: null, closed_reason: null })
      .execute()
  }
  const { restorationId, rememberedBy, toldAt } = told
  return { id, restorationId, thing, rememberedBy, toldAt, closed: null }
}

/**
 * The vial on which the tag is, also one that central doesn't have any more: nobody else gets the tag before somebody has looked. One
 * statement, since each act waits for it behind the feed's lock.
 */
export async function tagOnVial(db: Db, organization: number, tag: TagId): Promise<KnownTag | undefined> {
  const row = await knownTagSelection(db)
    .select(({ val }) => val('').as('lost'))
    .where('t.organization_id', '=', organization)
    .where('t.tag', '=', tag)
    .unionAll(
      db
        .selectFrom('losses as l')
        .innerJoin('facilities as f', 'f.id', 'l.facility_id')
        // Column by column as above; whose vial it is stands in the body.
        .select(({ val }) => [val<string>(tag).as('tag'), val<number>(0).as('container_id'), 'l.told_at as since'])
        .select(({ val }) => [val('').as('name'), 'l.facility_id', val('').as('code'), 'l.body as lost'])
        .where('f.organization_id', '=', organization)
        .where('l.closed_at', 'is', null)
        .where('l.tag', '=', tag),
    )
    .limit(1)
    .executeTakeFirst()
  if (row === undefined || row.lost === '') return row && knownTagOf(row)
  const lost = lostTagOf(JSON.parse(row.lost))
  return lost ? { ...lost, facilityId: facilityId(row.facility_id) } : undefined
}

/** What is on record of the same thing. */
export async function lossUnder(db: Db, restorationId: string, thing: LostThing): Promise<LostThing | null> {
  const row = await db
    .selectFrom('losses')
    .select('body')
    .where('restoration_id', '=', restorationId)
    .where('key', '=', keyOf(thing))
    .executeTakeFirst()
  return row ? JSON.parse(row.body) : null
}

/** The place of a vial that central doesn't have, where central has its tank: what a bench tells of others holds nothing. */
async function heldPlace(db: Db, { thing, facility }: ToldLoss): Promise<Place | null> {
  const place = lostVialPlace(thing)
  if (place === null || !isRowId(place.storageId) || !isRowId(place.position)) return null
  const tank = await db
    .selectFrom('tanks')
    .select('id')
    .where('id', '=', place.storageId)
    .where('facility_id', '=', facility)
    .executeTakeFirst()
  return tank === undefined ? null : place
}

interface LossRow extends Pick<LossesTable, 'id' | 'restoration_id' | 'body' | 'remembered_by' | 'told_at'> {
  readonly closed_at: string | null
  readonly closed_by: string | null
  readonly closed_reason: string | null
}

function lossOf(row: LossRow): Loss {
  const by: Actor | null = row.closed_by === null ? null : JSON.parse(row.closed_by)
  return {
    id: row.id,
    restorationId: row.restoration_id,
    thing: JSON.parse(row.body),
    rememberedBy: row.remembered_by,
    toldAt: row.told_at,
    closed: row.closed_at === null ? null : { by, at: row.closed_at, reason: row.closed_reason },
  }
}

/** Those that somebody has to look after, in the order of their ids. */
export async function openLosses(db: Db, facility: number, after: string, limit: number): Promise<readonly Loss[]> {
  const rows = await db
    .selectFrom('losses')
    .selectAll()
    .where('facility_id', '=', facility)
    .where('closed_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(lossOf)
}

export async function findLoss(db: Db, facility: number, id: string): Promise<Loss | undefined> {
  if (!isRowText(id)) return undefined
  const row = await db
    .selectFrom('losses')
    .selectAll()
    .where('id', '=', id)
    .where('facility_id', '=', facility)
    .executeTakeFirst()
  return row && lossOf(row)
}

/** Open ones about a vial that central has. */
export async function openLossesOf(db: Db, container: number): Promise<readonly Loss[]> {
  const rows = await db
    .selectFrom('losses')
    .selectAll()
    .where('container_id', '=', container)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(lossOf)
}

/** Closes it, with its place; returns it as benches are told. */
export async function closeLoss(db: Db, loss: Loss, closed: NonNullable<Loss['closed']>): Promise<Loss> {
  await db
    .updateTable('losses')
    .set({
      closed_at: closed.at,
      closed_by: closed.by === null ? null : JSON.stringify(closed.by),
      closed_reason: closed.reason,
    })
    .where('id', '=', loss.id)
    .execute()
  return { ...loss, closed }
}
