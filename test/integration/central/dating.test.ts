// Acts of a bench whose clock is far behind, over real HTTP: central dates them no earlier than they can have been.
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepLoss } from '../../../src/central/store/losses'
import { procedureReply } from '../../../src/shared/api/external'
import { procedureId } from '../../../src/shared/model/ids'
import { madeNumber } from '../../../src/shared/model/made'
import { enrolBench, freshTag, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'

const clock = manualClock()
const year1970 = { occurredAt: '1970-01-01T00:00:00.000Z' }
let central: TestCentral
let bench: TestBench
let enrolledAt: string

const now = () => new Date(clock.wallMs()).toISOString()

beforeAll(async () => {
  central = await startCentral({ clock })
  enrolledAt = now()
  bench = await enrolBench(central)
  clock.advance(3_600_000)
})
afterAll(() => central.stop())

async function newStore() {
  const client = await central.client()
  const subjects = (await client.get('/subjects')).body as { code: string; facility: { id: number } }[]
  const subjectCode = subjects.find(({ facility }) => facility.id === 1)?.code
  const asked = { type: 'STORE', facilityId: 1, subjectCode, sampleContainers: [{ name: 'V1' }] }
  return (await client.post('/procedures', asked)).as(procedureReply)
}
const eventOf = (procedure: number, kind: string) =>
  central.sample.central.store.db
    .selectFrom('procedure_events as e')
    .innerJoin('intents as i', 'i.intent_id', 'e.intent_id')
    .select(['e.at', 'i.envelope'])
    .where('e.procedure_id', '=', procedure)
    .where('e.kind', '=', kind)
    .executeTakeFirstOrThrow()

test('an act of 1970 is dated by its procedure, and the bench’s own claim stays on record', async () => {
  const store = await newStore()
  const createdAt = now()
  clock.advance(600_000)
  await bench.send({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'DATE' })
  const [vial] = store.sampleContainers ?? []
  const body = {
    kind: 'tag.assign' as const,
    procedureId: store.id,
    containerId: vial?.id ?? 0,
    tag: freshTag(),
    place: { storageId: 1, canister: 'C1', cane: 'DATE', position: 1 },
    source: { model: 'test', serial: null, simulated: true },
  }
  expect(await bench.send(body, year1970)).toMatchObject({ result: 'accepted' })
  const event = await eventOf(store.id, 'assignTag')
  expect(event.at).toBe(createdAt)
  expect(JSON.parse(event.envelope)).toMatchObject(year1970)
  const tag = await central.sample.central.store.db
    .selectFrom('tags')
    .select('since')
    .where('tag', '=', body.tag)
    .executeTakeFirstOrThrow()
  expect(tag.since).toBe(createdAt)
})

test('an act on a procedure of last month is dated by the bench’s enrolment', async () => {
  const old = await central.sample.central.store.db
    .selectFrom('procedures')
    .select(['id', 'created_at'])
    .where('facility_id', '=', 1)
    .where('type', '=', 'STORE')
    .where('status', '=', 'PENDING')
    .orderBy('created_at')
    .executeTakeFirstOrThrow()
  expect(old.created_at < enrolledAt).toBe(true)
  const cancelled = await bench.send(
    { kind: 'procedure.cancel', procedureId: old.id, reason: 'Not wanted' },
    { ...year1970, actor: { kind: 'person', personId: 'person-1-2', name: 'Dr. Ines Okafor', benchId: bench.benchId } },
  )
  expect(cancelled).toMatchObject({ result: 'accepted' })
  expect((await eventOf(old.id, 'cancel')).at).toBe(enrolledAt)
})

test('a loss is closed no earlier than it was put on record', async () => {
  const { db } = central.sample.central.store
  clock.advance(60_000)
  const restoration = { id: 'r-1', facility_id: 1, from_at: enrolledAt, to_at: now(), noticed_at: now() }
  await db.insertInto('restorations').values(restoration).execute()
  const loss = await keepLoss(
    db,
    {
      restorationId: 'r-1',
      facility: 1,
      thing: {
        kind: 'procedure',
        procedureId: procedureId(54),
        type: 'STORE',
        subjectCode: 'LOST',
        createdAt: enrolledAt,
        vials: [],
        vialCount: 0,
        remembered: 'CREATED',
        atCentral: null,
      },
      rememberedBy: 'Bench 1',
      rememberedAt: now(),
      toldAt: now(),
    },
    () => v7(),
  )
  clock.advance(60_000)
  const closed = await bench.send(
    { kind: 'loss.close', lossId: loss?.id ?? '', name: 'STORE 54', reason: 'Requested again' },
    { ...year1970, actor: { kind: 'person', personId: 'person-1-2', name: 'Dr. Ines Okafor', benchId: bench.benchId } },
  )
  expect(closed).toMatchObject({ result: 'accepted' })
  const row = await db.selectFrom('losses').select(['closed_at', 'told_at']).executeTakeFirstOrThrow()
  expect(row.closed_at).toBe(row.told_at)
})

test('a retrieval is made no earlier than its vials were stored', async () => {
  const { db } = central.sample.central.store
  const vial = await db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['c.id', 'c.name', 's.code'])
    .where('c.facility_id', '=', 1)
    .where('c.stored_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('procedure_vials as v').select('v.container_id').whereRef('v.container_id', '=', 'c.id'))),
    )
    .executeTakeFirstOrThrow()
  clock.advance(60_000)
  await db.updateTable('containers').set({ stored_at: now() }).where('id', '=', vial.id).execute()
  const storedAt = now()
  clock.advance(60_000)
  const madeId = v7()
  const making = {
    kind: 'procedure.create' as const,
    madeId,
    type: 'RETRIEVAL' as const,
    facilityId: 1,
    subjectCode: vial.code,
    newVials: [],
    vials: [{ containerId: vial.id, name: vial.name }],
  }
  expect(await bench.send(making, year1970)).toMatchObject({ result: 'accepted' })
  const made = await db
    .selectFrom('procedures')
    .select('created_at')
    .where('made_number', '=', madeNumber(madeId))
    .executeTakeFirstOrThrow()
  expect(made.created_at).toBe(storedAt)
})
