// The snapshot's rows, page by page by key, so that a million containers cost no more memory than a thousand.
import { sql } from 'kysely'
import { storageId } from '../../shared/model/ids'
import { containerOf, containerSelection, knownTagOf, knownTagSelection } from './containers'
import type { FeedChange } from './feed'
import { loadProcedures } from './procedures'
import type { Db } from './store'
import { deviceOf, loadTanks } from './tanks'

const pageSize = 1000
const proceduresPerPage = 100

const count = sql<number>`count(*)`.as('n')

const ofFacilitysTanks = (db: Db, facility: number) =>
  db.selectFrom('tanks').select('tanks.id').where('tanks.facility_id', '=', facility)

/** How many rows the pages will hold. */
export async function snapshotCount(db: Db, facility: number, organization: number): Promise<number> {
  const tanks = ofFacilitysTanks(db, facility)
  const counts = [
    db.selectFrom('devices').select(count).where('facility_id', '=', facility),
    db.selectFrom('tanks').select(count).where('facility_id', '=', facility),
    db.selectFrom('canes').select(count).where('storage_id', 'in', tanks),
    db.selectFrom('levels').select(count).where('storage_id', 'in', tanks),
    db.selectFrom('containers').select(count).where('facility_id', '=', facility),
    db.selectFrom('tags').select(count).where('organization_id', '=', organization),
    db.selectFrom('procedures').select(count).where('facility_id', '=', facility),
  ]
  let total = 0
  for (const each of counts) total += Number((await each.executeTakeFirstOrThrow()).n)
  return total
}

type Pages = AsyncGenerator<readonly FeedChange[]>

/** Pages after pages until one is not full; `next` reads the page after the key of the last row. */
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

export async function* snapshotPages(db: Db, facility: number, organization: number): Pages {
  yield* hardware(db, facility)
  yield* containers(db, facility)
  yield* knownTags(db, organization)
  yield* procedures(db, facility)
}

async function* hardware(db: Db, facility: number): Pages {
  const devices = await db.selectFrom('devices').selectAll().where('facility_id', '=', facility).orderBy('id').execute()
  yield devices.map((row) => ({ entity: 'device', body: deviceOf(row) }) as const)
  const tanks = await loadTanks(db, { facility })
  yield tanks.map((body) => ({ entity: 'tank', body }) as const)
  for (const { id } of tanks) {
    const canes = await db
      .selectFrom('canes')
      .selectAll()
      .where('storage_id', '=', id)
      .orderBy('canister')
      .orderBy('cane')
      .execute()
    yield canes.map(
      ({ storage_id, ...cane }) => ({ entity: 'cane', body: { storageId: storageId(storage_id), ...cane } }) as const,
    )
    const levels = byKey(
      '',
      (after) =>
        db
          .selectFrom('levels')
          .select(['at', 'percent'])
          .where('storage_id', '=', id)
          .where('at', '>', after)
          .orderBy('at')
          .limit(pageSize)
          .execute(),
      (row) => row.at,
    )
    for await (const page of levels)
      yield page.map((level) => ({ entity: 'level', body: { storageId: id, ...level } }) as const)
  }
}

async function* containers(db: Db, facility: number): Pages {
  const pages = byKey(
    0,
    (after) =>
      containerSelection(db)
        .where('c.facility_id', '=', facility)
        .where('c.id', '>', after)
        .orderBy('c.id')
        .limit(pageSize)
        .execute(),
    (row) => row.id,
  )
  for await (const page of pages) yield page.map((row) => ({ entity: 'container', body: containerOf(row) }) as const)
}

async function* knownTags(db: Db, organization: number): Pages {
  const pages = byKey(
    '',
    (after) =>
      knownTagSelection(db)
        .where('t.organization_id', '=', organization)
        .where('t.tag', '>', after)
        .orderBy('t.tag')
        .limit(pageSize)
        .execute(),
    (row) => row.tag,
  )
  for await (const page of pages) yield page.map((row) => ({ entity: 'knownTag', body: knownTagOf(row) }) as const)
}

async function* procedures(db: Db, facility: number): Pages {
  const pages = byKey(
    0,
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
    yield loaded.map((body) => ({ entity: 'procedure', body }) as const)
  }
}
