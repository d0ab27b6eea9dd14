// A bench that was here with all that it had made has made none of its later acts before, whatever its clock says. Over real HTTP.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { settingsEpoch } from '../../../src/central/store/epoch'
import { feedEnds } from '../../../src/central/store/feed'
import { procedureReply } from '../../../src/shared/api/external'
import { enrolBench, supervisor, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'

const minute = 60_000
const clock = manualClock()
let central: TestCentral
let bench: TestBench

/** Central's time, and so long before. */
const ago = (ms = 0) => new Date(clock.wallMs() - ms).toISOString()

beforeAll(async () => {
  central = await startCentral({ clock })
})
afterAll(() => central.stop())
beforeEach(async () => {
  bench = await enrolBench(central)
  clock.advance(60 * minute)
})

async function newStore(): Promise<number> {
  const client = await central.client()
  const subjects = (await client.get('/subjects')).body as { code: string; facility: { id: number } }[]
  const subjectCode = subjects.find(({ facility }) => facility.id === 1)?.code
  const asked = { type: 'STORE', facilityId: 1, subjectCode, sampleContainers: [{ name: 'V1' }] }
  const { id } = (await client.post('/procedures', asked)).as(procedureReply)
  clock.advance(60 * minute)
  return id
}

/** The bench asks for the feed, having made so many acts. Answers when that must have been, at the earliest. */
async function isHere(made: number | string): Promise<string> {
  const { db } = central.sample.central.store
  const { head } = await feedEnds(db, 1)
  const { status } = await bench.get(`/changes?after=${await settingsEpoch(db)}:${head}&made=${made}`)
  expect(status).toBe(200)
  return ago(minute / 2)
}

const signed = (procedureId: number, occurredAt: string) =>
  bench.sign(
    { kind: 'procedure.cancel', procedureId, reason: 'Not wanted' },
    { occurredAt, actor: { kind: 'person', personId: supervisor.id, name: supervisor.name, benchId: bench.benchId } },
  )

async function dateOf(procedureId: number): Promise<string> {
  const row = await central.sample.central.store.db
    .selectFrom('procedure_events')
    .select('at')
    .where('procedure_id', '=', procedureId)
    .where('kind', '=', 'cancel')
    .executeTakeFirstOrThrow()
  return row.at
}

/** An act by a clock that stands in 1970, and how central dates it. */
async function doneOn(procedureId: number, occurredAt = '1970-01-01T00:00:00.000Z'): Promise<string> {
  await bench.post([signed(procedureId, occurredAt)])
  return dateOf(procedureId)
}

test('what it does after that is no older', async () => {
  const [first, second] = [await newStore(), await newStore()]
  const before = await isHere(0)
  clock.advance(600 * minute)
  expect(await doneOn(first)).toBe(before)
  const again = await isHere(1)
  clock.advance(600 * minute)
  expect(await doneOn(second)).toBe(again)
})

test('a right clock is believed', async () => {
  const procedure = await newStore()
  await isHere(0)
  clock.advance(600 * minute)
  const occurredAt = ago(300 * minute)
  expect(await doneOn(procedure, occurredAt)).toBe(occurredAt)
})

test('what is still on its way is bounded by the time before', async () => {
  const [first, second] = [await newStore(), await newStore()]
  const before = await isHere(0)
  clock.advance(600 * minute)
  const unsent = [first, second].map((procedure) => signed(procedure, '1970-01-01T00:00:00.000Z'))
  // It is back, and asks for the feed before it sends.
  await isHere(2)
  await bench.post(unsent.slice(0, 1))
  await isHere(2)
  await bench.post(unsent.slice(1))
  expect([await dateOf(first), await dateOf(second)]).toEqual([before, before])
})

test('a copy of the bench, which has made less, moves nothing', async () => {
  const [first, second] = [await newStore(), await newStore()]
  await doneOn(first)
  const before = await isHere(1)
  clock.advance(600 * minute)
  await isHere(0)
  expect(await doneOn(second)).toBe(before)
})

test('a contact of a time when central’s own clock was ahead does not stay', async () => {
  const procedure = await newStore()
  clock.setBy(9000 * minute)
  await isHere(0)
  clock.setBy(-9000 * minute)
  const before = await isHere(0)
  clock.advance(600 * minute)
  expect(await doneOn(procedure)).toBe(before)
})

test.each(['', '-1', '1.5', 'x', '99999999999', '2147483647'])(
  'of “%s” acts says nothing, and is answered',
  async (made) => {
    await isHere(made)
    const row = await central.sample.central.store.db
      .selectFrom('benches')
      .select(['contact_seq', 'contact_at'])
      .where('id', '=', bench.benchId)
      .executeTakeFirst()
    expect(row).toEqual({ contact_seq: null, contact_at: null })
  },
)
