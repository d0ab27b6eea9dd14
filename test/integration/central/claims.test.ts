import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimConflict, claimReply } from '../../../src/shared/api/bench'
import { procedureReply } from '../../../src/shared/api/external'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'

const clock = manualClock()
let central: TestCentral
let one: TestBench
let other: TestBench
let procedure: number

beforeAll(async () => {
  central = await startCentral({ clock })
  one = await enrolBench(central)
  other = await enrolBench(central)
  const client = await central.client()
  await client.post('/subjects', {
    facilityId: 1,
    code: 'CL',
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
  const made = await client.post('/procedures', {
    type: 'STORE',
    facilityId: 1,
    subjectCode: 'CL',
    sampleContainers: [{ name: 'A' }],
  })
  procedure = made.as(procedureReply).id
})
afterAll(() => central.stop())

const claim = (bench: TestBench, id = procedure) => bench.call('PUT', `/claims/${id}`)
const release = (bench: TestBench) => bench.call('DELETE', `/claims/${procedure}`)

describe('a claim', () => {
  test('is one bench’s for 120 s, renewed by it, refused to others with whose it is', async () => {
    const first = (await claim(one)).as(claimReply)
    expect(Date.parse(first.expiresAt) - clock.wallMs()).toBe(120_000)
    const refused = await claim(other)
    expect(refused.status).toBe(409)
    expect(refused.as(claimConflict).error.claim).toEqual(first)
    clock.advance(60_000)
    expect((await claim(one)).as(claimReply).expiresAt > first.expiresAt).toBe(true)
    expect((await release(other)).status).toBe(409)
  })

  test('lapses by itself, and can be given back', async () => {
    clock.advance(120_001)
    expect((await claim(other)).as(claimReply).benchId).toBe(other.benchId)
    expect((await release(other)).status).toBe(204)
    expect((await release(other)).status).toBe(204)
    expect((await claim(one)).status).toBe(200)
  })

  test('given while the clock was an hour ahead holds nobody up once the clock is right', async () => {
    clock.setBy(3_600_000)
    expect((await claim(one)).status).toBe(200)
    expect((await claim(other)).status).toBe(409)
    clock.setBy(-3_600_000)
    expect((await claim(other)).as(claimReply).benchId).toBe(other.benchId)
    expect((await claim(one)).status).toBe(409)
    expect((await release(other)).status).toBe(204)
  })

  test('is not possible on what is closed or not there', async () => {
    const closed = await central.sample.central.store.db
      .selectFrom('procedures')
      .select('id')
      .where('facility_id', '=', 1)
      .where('status', '=', 'COMPLETED')
      .executeTakeFirstOrThrow()
    expect((await claim(one, closed.id)).status).toBe(409)
    expect((await claim(one, 999_999)).status).toBe(404)
    expect((await one.call('PUT', '/claims/x')).status).toBe(404)
  })
})
