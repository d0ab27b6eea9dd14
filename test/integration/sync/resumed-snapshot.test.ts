// A snapshot that is cut off, again and again, while central goes on writing, and while bench or central start anew in between.
import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
import { storageId } from '../../../src/shared/model/ids'
import { startCentral, type TestCentral } from '../../support/central'
import { type CentralWork, centralWork } from '../../support/central-work'
import { quickTime } from '../../support/quick-time'
import { staff } from '../../unit/main/engine/store/support'
import { mirrorTables } from './mirror-tables'
import {
  type Asked,
  heldSecrets,
  idsOf,
  json,
  page,
  scriptedCentral,
  snapshot,
  startBench,
  type TestBench,
  until,
} from './support'

let central: TestCentral
let work: CentralWork

beforeAll(async () => {
  // More than two pages of vials and tags, so that there are marks inside of them.
  central = await startCentral({ sample: { size: 2400 } })
  work = await centralWork(central)
})
afterAll(() => central.stop())

/** Ends a body after so many lines, or where it ends by itself. */
function cutAfter(body: ReadableStream<Uint8Array>, lines: number, onCut: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let left = lines
  let isCut = false
  return new ReadableStream({
    async pull(controller) {
      if (isCut) {
        await reader.cancel()
        onCut()
        return controller.error(new Error('cut'))
      }
      const { done, value } = await reader.read()
      if (done) return controller.close()
      for (let at = 0; at < value.length; at += 1) {
        if (value[at] === 10 && --left === 0) {
          controller.enqueue(value.subarray(0, at + 1))
          isCut = true
          return
        }
      }
      controller.enqueue(value)
    },
  })
}

interface SnapshotAsked {
  readonly from: string | null
}

/** A network that cuts each snapshot after the next number of lines, and waits for `between` before it lets the next request through. */
function cutting(cuts: readonly number[], between: (cut: number) => Promise<void>) {
  const asked: SnapshotAsked[] = []
  let busy: Promise<void> = Promise.resolve()
  let next = 0
  const cuttingFetch: Fetch = async (url, init) => {
    await busy
    const response = await fetch(url, init)
    if (!url.includes('/snapshot') || response.body === null) return response
    asked.push({ from: new URL(url).searchParams.get('from') })
    const lines = cuts[next]
    if (lines === undefined) return response
    const cut = next
    next += 1
    const body = cutAfter(response.body, lines, () => {
      busy = between(cut)
    })
    return new Response(body, { status: response.status, headers: response.headers })
  }
  return { fetch: cuttingFetch, asked }
}

const folderOf = (): string => mkdtempSync(join(tmpdir(), 'cryobench-sync-'))
const isOnline = (bench: TestBench) => bench.sync.link().kind === 'online'

async function freshTables(): Promise<ReturnType<typeof mirrorTables>> {
  const bench = await startBench()
  await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Fresh')
  await until('online', () => isOnline(bench))
  await bench.end()
  return mirrorTables(bench.folder)
}

const step = fc.record({
  lines: fc.integer({ min: 1, max: 14_000 }),
  happenings: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
  restart: fc.boolean(),
})

describe('a snapshot that is cut off', () => {
  test('converges with central, whatever is written in between, and whoever starts anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const folder = folderOf()
        const secrets = heldSecrets()
        let restart = false
        const network = cutting(
          steps.map(({ lines }) => lines),
          async (cut) => {
            for (const number of steps[cut]?.happenings ?? []) await work.happen(number)
            restart = steps[cut]?.restart ?? false
          },
        )
        let bench = await startBench({ folder, secrets, fetch: network.fetch, chance: 0, time: quickTime(10) })
        try {
          await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Cut')
          await until(
            'online',
            async () => {
              if (restart) {
                restart = false
                await bench.end()
                bench = await startBench({ folder, secrets, fetch: network.fetch, chance: 0, time: quickTime(10) })
              }
              return isOnline(bench)
            },
            60_000,
          )
          await bench.end()
          expect(mirrorTables(folder)).toEqual(await freshTables())
        } finally {
          await bench.end()
          rmSync(folder, { recursive: true, force: true })
        }
      }),
      { numRuns: 6, seed: 20_260_301, endOnFailure: true },
    )
  }, 120_000)

  test('goes on behind the rows that came, counts on, and takes no row twice from central', async () => {
    const network = cutting([11800], async () => {})
    const bench = await startBench({ fetch: network.fetch, chance: 0, time: quickTime(10) })
    await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Cut')
    await until('online', () => isOnline(bench))
    expect(network.asked[0]).toEqual({ from: null })
    expect(network.asked[1]?.from).toMatch(/^[^:]+:\d+:\d+:(containers|knownTags|procedures):/)
    expect(network.asked).toHaveLength(2)
    const counted = bench.links.flatMap((link) => (link.kind === 'firstSync' ? [link.received] : []))
    const resumedAt = Number(network.asked[1]?.from?.split(':')[2])
    expect(resumedAt).toBeGreaterThan(9000)
    expect(counted).toContain(resumedAt)
    expect(counted.slice(counted.indexOf(resumedAt)).every((received) => received >= resumedAt)).toBe(true)
  })

  test('goes on after a restart of central too', async () => {
    const folder = folderOf()
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    let at = await startCentral({ folder, sample: { size: 2400 } })
    onTestFinished(() => at.stop().catch(() => undefined))
    const port = Number(new URL(at.url).port)
    const network = cutting([11800], async () => {
      await at.stop()
      at = await startCentral({ folder, port })
    })
    const bench = await startBench({ fetch: network.fetch, chance: 0, time: quickTime(10) })
    await bench.sync.enrol(at.url, at.sample.benchEnrolmentCode ?? '', 'Cut')
    await until('online', () => isOnline(bench))
    expect(network.asked[1]?.from).toMatch(/:containers:\d+$/)
    const { n } = await at.sample.central.store.db
      .selectFrom('containers')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('facility_id', '=', 1)
      .executeTakeFirstOrThrow()
    expect(bench.store.mirror.inventory({ text: '', offset: 0, limit: 1 }).total).toBe(n)
  })

  test('begins anew where central can not go on: the place in its stream is of another history', async () => {
    const network = cutting([11800], async () => {
      await central.sample.central.store.db
        .updateTable('settings')
        .set({ value: 'other' })
        .where('key', '=', 'epoch')
        .execute()
    })
    const bench = await startBench({ fetch: network.fetch, chance: 0, time: quickTime(10) })
    await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Cut')
    await until('online', () => isOnline(bench))
    expect(network.asked.map(({ from }) => from !== null)).toEqual([false, true, false])
    expect(bench.store.mirror.cursor()?.epoch).toBe('other')
  })

  test('notices a central that has become older meanwhile, and offers it again what it had accepted', async () => {
    const scripted = await scriptedCentral({
      '/snapshot': (_, response) => snapshot(response, [], { position: 9 }),
      '/changes': (_, response) => json(response, 200, page([], 9)),
      '/events': (_, response) => void response.writeHead(404).end(),
    })
    const bench = await startBench({ chance: 0 })
    await bench.sync.enrol(scripted.url, 'CODE-1234', 'Bench 1')
    await until('online', () => isOnline(bench))
    const body = { kind: 'cane.add', storageId: storageId(1), canister: 'A', cane: 'X' } as const
    const { intentId } = bench.store.outbox.enqueue({ body, actor: staff })
    await until('accepted', () => bench.store.outbox.confirmed() === 1)

    // A snapshot at position 9 that is cut off, and then a central that is only at 5, under the same name.
    const head = { kind: 'head', epoch: 'e1', position: 9, total: 9, serverTime: new Date().toISOString() }
    const mark = { kind: 'mark', resume: 'e1:9:0:containers:1', done: 0 }
    const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
    const older = { code: 'EPOCH_CHANGED', message: 'older', epoch: 'e1', head: 5 }
    Object.assign(scripted.says, {
      '/snapshot': ({ query }: Asked, response: ServerResponse) => {
        if (query.get('from') !== null) {
          scripted.says['/changes'] = (_, changes) => json(changes, 200, page([], 5))
          scripted.says['/snapshot'] = (_, anew) => snapshot(anew, [], { position: 5 })
          return json(response, 409, { error: older })
        }
        response.writeHead(200, { 'content-type': 'application/x-ndjson' })
        response.write(lines([head, mark]), () => setTimeout(() => response.destroy(), 50))
      },
      '/changes': (_: Asked, response: ServerResponse) => json(response, 200, page([], 12)),
    })
    bench.sync.syncNow()
    await until('it is at the older head', () => bench.store.mirror.cursor()?.n === 5 && isOnline(bench))
    const offered = () =>
      scripted.asked.filter(({ path, body }) => path === '/intents' && idsOf(body).includes(intentId))
    await until('it is offered again', () => offered().length === 2)
  })
})
