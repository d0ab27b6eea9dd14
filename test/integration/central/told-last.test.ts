// Central's clock was ahead, or is set back: what a device told last is what benches are shown, and a trembling gauge is no news.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { deviceEntity, procedureEntity, tankEntity } from '../../../src/shared/api/entities'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'
import { deviceOf } from '../../support/through-device'

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

const year = 365 * 86_400_000
const report = (storageId: number, percent: number) =>
  device.post('/status', { state: 'idle', levels: [{ storageId, percent }] })

const snapshotLine = z.object({ kind: z.string(), entity: z.string().optional(), body: z.unknown().optional() })
async function snapshot() {
  const text = String((await bench.get('/snapshot')).body)
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const head = z.object({ epoch: z.string(), position: z.int() }).parse(lines[0])
  const bodies = (entity: string) =>
    lines
      .map((line) => snapshotLine.parse(line))
      .filter((line) => line.entity === entity)
      .map(({ body }) => body)
  return {
    at: `${head.epoch}:${head.position}`,
    levels: (tank: number) =>
      bodies('level')
        .map((body) => z.object({ storageId: z.int(), percent: z.number() }).parse(body))
        .filter(({ storageId }) => storageId === tank)
        .map(({ percent }) => percent),
    tank: (id: number) =>
      bodies('tank')
        .map((body) => tankEntity.parse(body))
        .find((tank) => Number(tank.id) === id),
  }
}
async function rowsAfter(at: string) {
  const reply = await bench.get(`/changes?after=${at}`)
  return z.object({ rows: z.array(z.object({ entity: z.string(), body: z.unknown().optional() })) }).parse(reply.body)
    .rows
}

describe('a level', () => {
  test('told while the clock was years ahead gives way to what is told next', async () => {
    clock.setBy(year)
    await report(1, 93)
    clock.setBy(-year)
    await report(1, 15)
    const shown = await snapshot()
    expect(shown.tank(1)?.level?.percent).toBe(15)
    expect(shown.levels(1).slice(-2)).toEqual([93, 15])
    const work = z.object({ tanks: z.array(tankEntity) }).parse((await device.get('/work')).body)
    expect(work.tanks[0]?.level?.percent).toBe(15)
  })

  test('that has not moved since then is dated anew', async () => {
    clock.setBy(year)
    await report(2, 50)
    clock.setBy(-year)
    await report(2, 50)
    expect((await snapshot()).tank(2)?.level).toEqual({ at: new Date(clock.wallMs()).toISOString(), percent: 50 })
  })

  test('of a refill that began at 85 % and never ended is what was told after it', async () => {
    const started = await device.post('/refills', { storageId: 3, levelPercent: 85 })
    expect(started.status).toBe(201)
    expect((await snapshot()).tank(3)?.level?.percent).toBe(85)
    clock.advance(60_000)
    await report(3, 12)
    await report(3, 11)
    expect((await snapshot()).tank(3)?.level?.percent).toBe(11)
    const refill = started.as(procedureEntity)
    await device.post(`/procedures/${refill.id}/refill`, { levelPercent: 40, litresAdded: 20 })
    expect((await snapshot()).tank(3)?.level?.percent).toBe(40)
    await device.post(`/procedures/${refill.id}/complete`)
  })

  test('of 19.7 and 20.3 for an hour crosses its limit once, in a handful of rows', async () => {
    await report(1, 20.3)
    const { at } = await snapshot()
    for (let again = 0; again < 120; again++) {
      clock.advance(30_000)
      await report(1, again % 2 === 0 ? 19.7 : 20.3)
    }
    const levels = (await rowsAfter(at)).filter(({ entity }) => entity === 'level')
    // One for the crossing, and one for each ten minutes, so that its age is told.
    expect(levels.length).toBeLessThanOrEqual(7)
    const { level_band: band } = await central.sample.central.store.db
      .selectFrom('tanks')
      .select('level_band')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow()
    expect(band).toBe('danger')
  })
})

test('a device that spoke while the clock was ahead is announced when it speaks again', async () => {
  clock.setBy(year)
  await device.post('/status', { state: 'idle', levels: [] })
  clock.setBy(-year)
  const { at } = await snapshot()
  await device.post('/status', { state: 'idle', levels: [] })
  const told = (await rowsAfter(at))
    .filter(({ entity }) => entity === 'device')
    .map(({ body }) => deviceEntity.parse(body))
  expect(told.map(({ lastSeenAt }) => lastSeenAt)).toEqual([new Date(clock.wallMs()).toISOString()])
})
