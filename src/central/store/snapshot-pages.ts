// The snapshot's rows, page by page in the order of their keys: a million vials need no more memory than a thousand, and an interrupted
// snapshot can continue after the last key that arrived.
import { sql } from 'kysely'
import { type FacilityRules, usualRules } from '../../shared/model/facility-rules'
import { storageId } from '../../shared/model/ids'
import { containerOf, containerSelection } from './containers'
import { deviceOf } from './devices'
import type { FeedChange } from './feed'
import { openLosses } from './losses'
import { facilityRules, peopleOf } from './organizations'
import { loadProcedures } from './procedures'
import { restorationsOf } from './restorations'
import type { Db } from './store'
import { tagPurposesOf } from './tag-purposes'
import { knownTagOf, knownTagSelection } from './tags'
import { loadTanks } from './tanks'

const pageSize = 1000
const proceduresPerPage = 100

const count = sql<number>`count(*)`.as('n')

const ofFacilitysTanks = (db: Db, facility: number) =>
  db.selectFrom('tanks').select('tanks.id').where('tanks.facility_id', '=', facility)

/** Rules that are as everywhere need no row. */
async function ownRules(db: Db, facility: number): Promise<readonly FacilityRules[]> {
  const rules = await facilityRules(db, facility)
  return rules.twoPeople === usualRules.twoPeople ? [] : [rules]
}

/** How many rows the pages will hold. */
export async function snapshotCount(db: Db, { facility, organization }: SnapshotScope): Promise<number> {
  const tanks = ofFacilitysTanks(db, facility)
  const counts = [
    db.selectFrom('devices').select(count).where('facility_id', '=', facility),
    db.selectFrom('restorations').select(count).where('facility_id', '=', facility),
    db.selectFrom('losses').select(count).where('facility_id', '=', facility).where('closed_at', 'is', null),
    db.selectFrom('tanks').select(count).where('facility_id', '=', facility),
    db.selectFrom('canes').select(count).where('storage_id', 'in', tanks),
    db.selectFrom('levels').select(count).where('storage_id', 'in', tanks),
    db.selectFrom('containers').select(count).where('facility_id', '=', facility),
    db.selectFrom('tags').select(count).where('organization_id', '=', organization),
    db.selectFrom('tag_purposes').select(count).where('organization_id', '=', organization),
    db.selectFrom('procedures').select(count).where('facility_id', '=', facility),
  ]
  let total = (await peopleOf(db, facility)).length + (await ownRules(db, facility)).length
  for (const each of counts) total += Number((await each.executeTakeFirstOrThrow()).n)
  return total
}

/** The parts of a snapshot in their order. `start` (people, tags for other purposes, devices, tanks) is small and always starts over. `insides`: canes and levels by tank. */
export const snapshotParts = ['start', 'insides', 'containers', 'knownTags', 'procedures'] as const
export type SnapshotPart = (typeof snapshotParts)[number]

/** Everything up to this row of this part has been read; an empty key is before its first row. */
export interface SnapshotMark {
  readonly part: SnapshotPart
  readonly key: string
}

export interface SnapshotPage {
  readonly changes: readonly FeedChange[]
  /** Where another reader can continue after this page; null inside a part that starts over. */
  readonly reached: SnapshotMark | null
}

export interface SnapshotScope {
  readonly facility: number
  readonly organization: number
}

type Pages = AsyncGenerator<SnapshotPage>

/** Pages until one is not full; `next` reads the page after the key of the last row. */
async function* byKey<Row, Key>(
  first: Key,
  next: (after: Key) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
  size = pageSize,
): AsyncGenerator<readonly Row[]> {
  let after = first
  for (;;) {
    const rows = await next(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < size) return
    after = keyOf(last)
  }
}

/** All pages, or those after `from`. */
export async function* snapshotPages(db: Db, { facility, organization }: SnapshotScope, from: SnapshotMark): Pages {
  const parts: Readonly<Record<SnapshotPart, (after: string) => Pages>> = {
    start: () => start(db, { facility, organization }),
    insides: (after) => insides(db, facility, Number(after)),
    containers: (after) => containers(db, facility, Number(after)),
    knownTags: (after) => knownTags(db, organization, after),
    procedures: (after) => procedures(db, facility, Number(after)),
  }
  const first = snapshotParts.indexOf(from.part)
  for (const [index, part] of snapshotParts.entries()) {
    if (index < first) continue
    if (index > first) yield { changes: [], reached: { part, key: '' } }
    yield* parts[part](index === first ? from.key : '')
  }
}

const unmarked = (changes: readonly FeedChange[]): SnapshotPage => ({ changes, reached: null })

async function* start(db: Db, { facility, organization }: SnapshotScope): Pages {
  yield unmarked((await peopleOf(db, facility)).map((body) => ({ entity: 'person', body }) as const))
  const rules = await ownRules(db, facility)
  yield unmarked(rules.map((body) => ({ entity: 'facilityRules', body }) as const))
  // Before the vials: a bench that is interrupted knows what it must not put on one.
  const purposes = await tagPurposesOf(db, organization)
  yield unmarked(purposes.map((body) => ({ entity: 'tagPurpose', body }) as const))
  const devices = await db.selectFrom('devices').selectAll().where('facility_id', '=', facility).orderBy('id').execute()
  yield unmarked(devices.map((row) => ({ entity: 'device', body: deviceOf(row) }) as const))
  const tanks = await loadTanks(db, { facility })
  yield unmarked(tanks.map((body) => ({ entity: 'tank', body }) as const))
  const restorations = await restorationsOf(db, facility)
  yield unmarked(restorations.map((body) => ({ entity: 'restoration', body }) as const))
  const losses = byKey(
    '',
    (after) => openLosses(db, facility, after, pageSize),
    (loss) => loss.id,
  )
  for await (const page of losses) yield unmarked(page.map((body) => ({ entity: 'loss', body }) as const))
}

async function* insides(db: Db, facility: number, first: number): Pages {
  const tanks = await ofFacilitysTanks(db, facility).where('tanks.id', '>', first).orderBy('tanks.id').execute()
  for (const { id } of tanks) {
    const canes = await db
      .selectFrom('canes')
      .selectAll()
      .where('storage_id', '=', id)
      .orderBy('canister')
      .orderBy('cane')
      .execute()
    yield unmarked(
      canes.map(
        ({ storage_id, ...cane }) => ({ entity: 'cane', body: { storageId: storageId(storage_id), ...cane } }) as const,
      ),
    )
    for await (const page of levelsOf(db, id))
      yield unmarked(
        page.map(({ at, percent }) => ({ entity: 'level', body: { storageId: storageId(id), at, percent } }) as const),
      )
    yield { changes: [], reached: { part: 'insides', key: `${id}` } }
  }
}

/** A tank's readings in the order in which they came: a bench shows the last one as the level. */
const levelsOf = (db: Db, tank: number) =>
  byKey(
    { n: -1, at: '' },
    (after) =>
      db
        .selectFrom('levels')
        .select(['n', 'at', 'percent'])
        .where('storage_id', '=', tank)
        .where(({ or, and, eb }) => or([eb('n', '>', after.n), and([eb('n', '=', after.n), eb('at', '>', after.at)])]))
        .orderBy('n')
        .orderBy('at')
        .limit(pageSize)
        .execute(),
    ({ n, at }) => ({ n, at }),
  )

async function* containers(db: Db, facility: number, first: number): Pages {
  const pages = byKey(
    first,
    (after) =>
      containerSelection(db)
        .where('c.facility_id', '=', facility)
        .where('c.id', '>', after)
        .orderBy('c.id')
        .limit(pageSize)
        .execute(),
    (row) => row.id,
  )
  for await (const page of pages) {
    const changes = page.map((row) => ({ entity: 'container', body: containerOf(row) }) as const)
    yield { changes, reached: { part: 'containers', key: `${page.at(-1)?.id ?? first}` } }
  }
}

async function* knownTags(db: Db, organization: number, first: string): Pages {
  const pages = byKey(
    first,
    (after) =>
      knownTagSelection(db)
        .where('t.organization_id', '=', organization)
        .where('t.tag', '>', after)
        .orderBy('t.tag')
        .limit(pageSize)
        .execute(),
    (row) => row.tag,
  )
  for await (const page of pages) {
    const changes = page.map((row) => ({ entity: 'knownTag', body: knownTagOf(row) }) as const)
    yield { changes, reached: { part: 'knownTags', key: page.at(-1)?.tag ?? first } }
  }
}

async function* procedures(db: Db, facility: number, first: number): Pages {
  const pages = byKey(
    first,
    (after) =>
      db
        .selectFrom('procedures')
        .select('id')
        .where('facility_id', '=', facility)
        .where('id', '>', after)
        .orderBy('id')
        .limit(proceduresPerPage)
        .execute(),
    (row) => row.id,
    proceduresPerPage,
  )
  for await (const page of pages) {
    const loaded = await loadProcedures(
      db,
      page.map((row) => row.id),
    )
    const changes = loaded.map((body) => ({ entity: 'procedure', body }) as const)
    yield { changes, reached: { part: 'procedures', key: `${page.at(-1)?.id ?? first}` } }
  }
}
