// A device whose reports are not as they should be, over real HTTP: what can be so counts, the rest is answered and shown, and the device is
// there whatever it says.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { seeded } from '../../../src/central/sample/seeded'
import { deviceEntity, procedureEntity } from '../../../src/shared/api/entities'
import { errorReply } from '../../../src/shared/api/external'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { replyOf, startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'
import { deviceOf, finishOpenWork } from '../../support/through-device'

const clock = manualClock()
let central: TestCentral
let device: ReturnType<typeof deviceOf>
let bench: TestBench

beforeAll(async () => {
  central = await startCentral({ clock })
  device = deviceOf(central)
  bench = await enrolBench(central)
})
afterAll(() => central.stop())
beforeEach(() => clock.advance(60_000))

const statusReply = z.object({
  device: deviceEntity,
  oddValues: z.array(z.object({ where: z.string(), told: z.string(), why: z.string() })).optional(),
})
const levelOf = async (tank: number) =>
  (
    await central.sample.central.store.db
      .selectFrom('tanks')
      .select('level_percent')
      .where('id', '=', tank)
      .executeTakeFirstOrThrow()
  ).level_percent
const lastSeen = async () =>
  (
    await central.sample.central.store.db
      .selectFrom('devices')
      .select('last_seen_at')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow()
  ).last_seen_at
const now = () => new Date(clock.wallMs()).toISOString()

/** Sends the body as it is, under a content type. */
const raw = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  replyOf(
    await fetch(`${central.url}/api/v1/device/status`, {
      method: 'POST',
      headers: { authorization: `Bearer ${central.sample.deviceToken}`, 'content-type': type },
      body,
    }),
  )

describe('one odd value in a status report', () => {
  test.each([
    ['100.4', { storageId: 2, percent: 100.4 }, 'outOfRange'],
    ['188', { storageId: 2, percent: 188 }, 'outOfRange'],
    ['null', { storageId: 2, percent: null }, 'notANumber'],
    ['a tank that it does not serve', { storageId: 4, percent: 50 }, 'unknownTank'],
    ['a tank that nobody has', { storageId: 99, percent: 50 }, 'unknownTank'],
  ])('%s: the other levels and the sign of life count, and the answer names it', async (_, bad, why) => {
    const good = Math.round(((await levelOf(3)) ?? 0) + 5) % 90
    const reply = await device.post('/status', { state: 'idle', levels: [bad, { storageId: 3, percent: good }] })
    expect(reply.status).toBe(200)
    expect(reply.as(statusReply).oddValues).toMatchObject([{ why }])
    expect(await levelOf(3)).toBe(good)
    expect(await lastSeen()).toBe(now())
  })

  test('an extra field, and a state of a newer program: the levels count', async () => {
    const levels = [{ storageId: 3, percent: 33, valve: 'open' }]
    const reply = await device.post('/status', { state: 'defrosting', levels, firmware: '2.1' })
    expect(reply.status).toBe(200)
    expect(reply.as(statusReply).oddValues?.map(({ why }) => why)).toEqual([
      'unknownField',
      'unknownWord',
      'unknownField',
    ])
    expect(await levelOf(3)).toBe(33)
  })

  test('benches are told once, and not with each report', async () => {
    const rows = async (after: string) => {
      const changes = await bench.get(`/changes?after=${after}`)
      const {
        epoch,
        head,
        rows: all,
      } = z
        .object({
          epoch: z.string(),
          head: z.int(),
          rows: z.array(z.object({ entity: z.string(), body: z.unknown() })),
        })
        .parse(changes.body)
      return {
        at: `${epoch}:${head}`,
        devices: all.filter(({ entity }) => entity === 'device').map(({ body }) => deviceEntity.parse(body)),
      }
    }
    const { epoch, position } = z
      .object({ epoch: z.string(), position: z.int() })
      .parse(JSON.parse(String((await bench.get('/snapshot')).body).split('\n')[0] ?? ''))
    const report = (percent: number) => device.post('/status', { state: 'idle', levels: [{ storageId: 1, percent }] })
    await report(188)
    const first = await rows(`${epoch}:${position}`)
    const named = first.devices.at(-1)?.oddValues?.find(({ told }) => told === '188')
    expect(named).toEqual({ where: 'levels.0.percent', storageId: 1, told: '188', why: 'outOfRange' })
    for (let again = 0; again < 10; again++) await report(again % 2 === 0 ? 188 : 50)
    expect((await rows(first.at)).devices).toEqual([])
  })
})

describe('whatever a device sends', () => {
  test.each([
    ['no JSON', '{"state":'],
    ['no UTF-8', new Uint8Array([0x22, 0xfc, 0x22])],
    ['brackets beyond measure', '['.repeat(100_000)],
    ['a prototype', '{"__proto__":{"state":"fault"},"state":"idle","levels":[]}'],
    ['nothing', ''],
  ])('%s is a sign of life', async (_, body) => {
    const reply = await raw(body)
    expect(reply.status).toBe(200)
    expect(reply.as(statusReply).oddValues).toHaveLength(1)
    expect(await lastSeen()).toBe(now())
  })

  test('text in place of JSON is too', async () => {
    expect((await raw('hello', 'text/plain')).status).toBe(200)
    expect(await lastSeen()).toBe(now())
  })

  test('a megabyte and more is refused, and was a sign of life', async () => {
    const reply = await raw(`"${'x'.repeat(1_100_000)}"`)
    expect(reply.status).toBe(413)
    reply.as(errorReply)
    expect(await lastSeen()).toBe(now())
  })

  test('two hundred random reports are all answered, and none loses the sign of life', async () => {
    const random = seeded(7)
    const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random.next() * values.length)] as Value
    const odd = [
      null,
      true,
      '',
      'idle',
      'NaN',
      -1,
      0,
      1,
      2,
      3,
      50,
      100.4,
      1e300,
      2 ** 53,
      1.5,
      '\u0000',
      '\ud800',
      [],
      {},
    ] as const
    const names = [
      'state',
      'levels',
      'storageId',
      'percent',
      'x',
      '',
      'constructor',
      '__proto__',
      'toString',
      'length',
    ] as const
    const value = (depth: number): unknown => {
      const kind = depth > 4 ? 0 : Math.floor(random.next() * 4)
      if (kind === 1) return Array.from({ length: Math.floor(random.next() * 4) }, () => value(depth + 1))
      if (kind === 2)
        return Object.fromEntries(
          Array.from({ length: Math.floor(random.next() * 5) }, () => [pick(names), value(depth + 1)]),
        )
      if (kind === 3)
        return { state: pick(odd), levels: [{ storageId: pick(odd), percent: pick(odd) }, value(depth + 1)] }
      return pick(odd)
    }
    for (let round = 0; round < 200; round++) {
      clock.advance(3_000)
      const body = JSON.stringify(value(0))
      const reply = await raw(body)
      expect(reply.status, body).toBe(200)
      expect(await lastSeen(), body).toBe(now())
      const step = await replyOf(
        await fetch(
          `${central.url}/api/v1/device${pick(['/refills', '/procedures/1/outcomes', '/procedures/1/fail', '/procedures/1/refill'])}`,
          {
            method: 'POST',
            headers: { authorization: `Bearer ${central.sample.deviceToken}`, 'content-type': 'application/json' },
            body,
          },
        ),
      )
      expect(step.status, body).toBeLessThan(500)
    }
  })
})

describe('a refill whose gauge fails', () => {
  test('begins at the level that was told last, goes on with what works, and the rest is named', async () => {
    await finishOpenWork(central)
    await device.post('/status', { state: 'idle', levels: [{ storageId: 2, percent: 44 }] })
    const started = await device.post('/refills', { storageId: 2, levelPercent: null, valve: 'open' })
    expect(started.status).toBe(201)
    const refill = started.as(procedureEntity)
    expect(refill.refill).toMatchObject({ levelBefore: 44, levelNow: 44 })
    expect(z.object({ oddValues: z.array(z.object({ why: z.string() })) }).parse(started.body).oddValues).toMatchObject(
      [{ why: 'unknownField' }, { why: 'notANumber' }],
    )
    const path = `/procedures/${refill.id}/refill`
    const gauge = (await device.post(path, { levelPercent: 188, litresAdded: 12 })).as(procedureEntity)
    expect(gauge.refill).toMatchObject({ levelNow: 44, litresAdded: 12 })
    const litres = (await device.post(path, { levelPercent: 60, litresAdded: null })).as(procedureEntity)
    expect(litres.refill).toMatchObject({ levelNow: 60, litresAdded: 12 })
    const neither = (await device.post(path, { levelPercent: null, litresAdded: -4 })).as(procedureEntity)
    expect(neither).toMatchObject({ version: litres.version, refill: litres.refill })
    expect(await levelOf(2)).toBe(60)
    expect((await device.post(`/procedures/${refill.id}/complete`, undefined)).status).toBe(200)
  })

  test('an outcome in a word that nobody knows is refused by name, and shown', async () => {
    const reply = await device.post('/procedures/1/outcomes', { containerId: 1, outcome: 'dropped' })
    expect(reply.status).toBe(400)
    expect(reply.as(errorReply).error.message).toContain('"dropped"')
    const { oddValues } = (await device.post('/status', { state: 'idle', levels: [] })).as(statusReply).device
    expect(oddValues).toContainEqual({ where: 'outcome', storageId: null, told: '"dropped"', why: 'unknownWord' })
  })
})
