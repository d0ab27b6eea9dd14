import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { secretHash } from '../../../src/central/domain/secrets'
import { workReply } from '../../../src/shared/api/device'
import { deviceEntity, procedureEntity } from '../../../src/shared/api/entities'
import { errorReply, procedureReply } from '../../../src/shared/api/external'
import { enrolBench } from '../../support/bench-client'
import { replyOf, startCentral, type TestCentral, type TestClient } from '../../support/central'
import { manualClock } from '../../support/manual-clock'
import { deviceOf, finishOpenWork } from '../../support/through-device'

const clock = manualClock()
let central: TestCentral
let client: TestClient
let device: ReturnType<typeof deviceOf>

beforeAll(async () => {
  central = await startCentral({ clock })
  client = await central.client()
  device = deviceOf(central)
})
afterAll(() => central.stop())

const refusal = z.object({ error: z.object({ code: z.string(), problem: z.looseObject({ kind: z.string() }) }) })
const work = async () => (await device.get('/work')).as(workReply)

describe('the device', () => {
  test('gets its unfinished procedure first, then what is queued, oldest first; and its tanks', async () => {
    const { procedures, tanks } = await work()
    expect(procedures.map((each) => each.status)).toEqual(['IN_PROGRESS', 'CREATED', 'CREATED'])
    const queued = procedures.slice(1).map((each) => each.createdAt)
    expect(queued).toEqual([...queued].sort())
    expect(tanks.map((tank) => tank.name)).toEqual(['Dewar A', 'Dewar B', 'Dewar C'])
  })

  test('takes one procedure at a time', async () => {
    const [running, , queued] = (await work()).procedures
    const refused = await device.post(`/procedures/${queued?.id}/start`)
    expect(refused.status).toBe(409)
    expect(refused.as(refusal).error.problem).toEqual({ kind: 'deviceBusy', procedureId: running?.id })
    await finishOpenWork(central)
    const started = (await device.post(`/procedures/${queued?.id}/start`)).as(procedureEntity)
    expect(started).toMatchObject({ status: 'IN_PROGRESS', device: { name: 'CryoArm 1' } })
  })

  test('a repeated step is refused by name, and changes nothing', async () => {
    const [running] = (await work()).procedures
    const vial = running?.vials[0]?.containerId
    const outcome = { containerId: vial, outcome: 'done' }
    const once = (await device.post(`/procedures/${running?.id}/outcomes`, outcome)).as(procedureEntity)
    const again = await device.post(`/procedures/${running?.id}/outcomes`, outcome)
    expect(again.as(refusal).error.problem.kind).toBe('alreadyDecided')
    expect((await work()).procedures[0]?.version).toBe(once.version)
    expect((await device.post(`/procedures/${running?.id}/complete`)).as(refusal).error.problem.kind).toBe(
      'outcomesMissing',
    )
  })

  test('fails with a reason and an outcome for every vial; what was not stored leaves its place and its procedure', async () => {
    const [running] = (await work()).procedures
    for (const vial of running?.vials.filter((each) => each.outcome === 'pending') ?? []) {
      await device.post(`/procedures/${running?.id}/outcomes`, { containerId: vial.containerId, outcome: 'notDone' })
    }
    expect((await device.post(`/procedures/${running?.id}/fail`, { reason: ' ' })).status).toBe(400)
    const failed = (await device.post(`/procedures/${running?.id}/fail`, { reason: 'Stuck' })).as(procedureEntity)
    expect(failed).toMatchObject({ status: 'FAILED', reason: 'Stuck' })
    const held = await central.sample.central.store.db
      .selectFrom('containers')
      .select('id')
      .where('held_by', '=', failed.id)
      .execute()
    expect(held).toEqual([])
    expect((await client.get(`/procedures/${failed.id}`)).as(procedureReply)).toMatchObject({ status: 'FAILED' })
  })

  test('of another facility has no hand in it', async () => {
    const [queued] = (await work()).procedures
    const token = central.sample.deviceTokens['2']
    const reply = await replyOf(
      await fetch(`${central.url}/api/v1/device/procedures/${queued?.id}/start`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      }),
    )
    expect(reply.status).toBe(404)
    expect((await fetch(`${central.url}/api/v1/device/work`)).status).toBe(401)
  })

  test('neither sees nor starts what lies in the tanks of another', async () => {
    const { db } = central.sample.central.store
    const token = 'second-arm'
    const { id } = await db
      .insertInto('devices')
      .values({ facility_id: 1, name: 'CryoArm 1b', token_hash: secretHash(token), state: 'idle', version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    const headers = { authorization: `Bearer ${token}` }
    const second = (path: string, method = 'GET') =>
      fetch(`${central.url}/api/v1/device${path}`, { method, headers }).then(replyOf)
    const [queued] = (await work()).procedures.filter((each) => each.status === 'CREATED')
    expect((await second('/work')).as(workReply)).toEqual({ procedures: [], tanks: [] })
    const start = await second(`/procedures/${queued?.id}/start`, 'POST')
    expect(start.status).toBe(409)
    expect(start.as(refusal).error.problem).toEqual({
      kind: 'outOfReach',
      storageId: queued?.vials[0]?.place?.storageId,
    })
    const tanks = [...new Set(queued?.vials.map((vial) => Number(vial.place?.storageId)))]
    await db.updateTable('tanks').set({ device_id: id }).where('id', 'in', tanks).execute()
    expect((await second('/work')).as(workReply).procedures.map((each) => each.id)).toContain(queued?.id)
    expect((await work()).procedures.map((each) => each.id)).not.toContain(queued?.id)
    await db.updateTable('tanks').set({ device_id: 1 }).where('id', 'in', tanks).execute()
  })

  test.each([
    ['/refills', { levelPercent: 50 }],
    ['/procedures/1/outcomes', { containerId: 1, outcome: 'pending' }],
    ['/procedures/1/fail', {}],
  ])('POST %s with %j is a mistake', async (path, body) => {
    const reply = await device.post(path, body)
    expect(reply.status).toBe(400)
    reply.as(errorReply)
  })
})

describe('signs of life', () => {
  const report = (state: string, percent?: number) =>
    device.post('/status', { state, levels: percent === undefined ? [] : [{ storageId: 2, percent }] })

  const lastSeen = async () => {
    const reply = await report('idle')
    return reply.as(z.object({ device: deviceEntity })).device.lastSeenAt
  }

  test('are kept each time, announced when they say something new, or now and then', async () => {
    const bench = await enrolBench(central)
    const head = async () => {
      const snapshot = await bench.get('/snapshot')
      return z.object({ position: z.int() }).parse(JSON.parse(String(snapshot.body).split('\n')[0] ?? '')).position
    }
    await report('idle')
    const start = await head()
    clock.advance(3_000)
    expect(await lastSeen()).toBe(new Date(clock.wallMs()).toISOString())
    expect(await head()).toBe(start)
    await report('working')
    expect(await head()).toBe(start + 1)
    clock.advance(15_000)
    await report('working')
    expect(await head()).toBe(start + 2)
  })

  test('levels are kept when they moved or the last one is old', async () => {
    const readings = async () =>
      (await central.sample.central.store.db.selectFrom('levels').select('at').where('storage_id', '=', 2).execute())
        .length
    await report('idle', 50)
    const start = await readings()
    clock.advance(1_000)
    await report('idle', 50.1)
    expect(await readings()).toBe(start)
    await report('idle', 48)
    expect(await readings()).toBe(start + 1)
    clock.advance(600_000)
    await report('idle', 48)
    expect(await readings()).toBe(start + 2)
  })
})

describe('refills', () => {
  test('are in progress at once, one for a tank, beside a running procedure, and end at the device', async () => {
    await finishOpenWork(central)
    const started = await device.post('/refills', { storageId: 3, levelPercent: 55 })
    expect(started.status).toBe(201)
    const refill = started.as(procedureEntity)
    expect(refill).toMatchObject({ type: 'REFILL', status: 'IN_PROGRESS', subject: null, vials: [] })
    expect((await device.post('/refills', { storageId: 3, levelPercent: 55 })).as(refusal).error.problem).toMatchObject(
      {
        kind: 'refillRunning',
        procedureId: refill.id,
      },
    )
    const queued = (await work()).procedures.find((each) => each.status === 'CREATED')
    expect((await device.post(`/procedures/${queued?.id}/start`)).status).toBe(200)
    await device.post(`/procedures/${refill.id}/refill`, { levelPercent: 80, litresAdded: 87.5 })
    const ended = (await device.post(`/procedures/${refill.id}/complete`)).as(procedureEntity)
    expect(ended).toMatchObject({ status: 'COMPLETED', refill: { levelBefore: 55, levelNow: 80, litresAdded: 87.5 } })
    expect((await device.post('/refills', { storageId: 9, levelPercent: 55 })).status).toBe(404)
  })
})
