// PostgreSQL goes away while central serves, and comes back. A server of its own: others would notice.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { intentsReply } from '../../../src/shared/api/bench'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { newDatabase, query } from '../../support/postgres'
import { type Cluster, startCluster } from '../../support/postgres-cluster'

let folder: string
let cluster: Cluster
let url: string
let one: TestCentral
let other: TestCentral

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lost-database-'))
  await chmod(folder, 0o755)
  cluster = await startCluster(join(folder, 'cluster'))
  url = await newDatabase(cluster.port)
  one = await startCentral({ database: url, sample: { size: 60 } })
  other = await startCentral({ database: url, sample: false })
  await query(url, 'update canisters set cane_limit = 10000')
}, 120_000)
afterAll(async () => {
  await one?.stop()
  await other?.stop()
  await cluster?.remove()
  await rm(folder, { recursive: true, force: true })
})

const newCane = (name: string) => ({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: name }) as const

/** Heads that this process wakes its benches with. */
function wakeUpsOf(central: TestCentral) {
  const heads: number[] = []
  central.sample.central.signals.subscribe(1, (head) => heads.push(head))
  return heads
}

describe('a listening connection that breaks', () => {
  test('costs no wake-up: the process looks by itself, and hears again afterwards', async () => {
    const bench = await enrolBench(one)
    const heads = wakeUpsOf(other)
    const listeners = `select pid from pg_stat_activity where datname = current_database() and query = 'listen cryobench_feed'`
    const before = await query(url, listeners)
    expect(before).toHaveLength(2)
    await query(url, `select pg_terminate_backend(pid) from (${listeners}) as listening`)
    expect((await bench.send(newCane('UNHEARD'))).result).toBe('accepted')
    const head = async () => (await query(url, 'select head from feed_heads where facility_id = 1'))[0]?.head
    const unheard = await head()
    await vi.waitFor(() => expect(heads).toContain(unheard), { timeout: 10_000 })
    await vi.waitFor(async () => expect(await query(url, listeners)).toHaveLength(2), { timeout: 10_000 })
    await bench.send(newCane('HEARD'))
    const heard = await head()
    await vi.waitFor(() => expect(heads).toContain(heard), { timeout: 10_000 })
  }, 40_000)
})

describe('a server that crashes in the middle of writing', () => {
  test('leaves no half effect; central answers 503 until it is back, and then goes on by itself', async () => {
    const benches = await Promise.all(Array.from({ length: 4 }, () => enrolBench(one)))
    const reader = await enrolBench(other)
    const acknowledged: string[] = []
    const refusals: { status: number; retryAfter: string | null; code: unknown }[] = []
    let over = false
    const write = async (bench: TestBench, nth: number) => {
      for (let round = 0; !over; round++) {
        const cane = `L${nth}-${round}`
        const intent = bench.sign(newCane(cane))
        for (;;) {
          const reply = await bench.post([intent])
          if (reply.status === 200) {
            const [answer] = reply.as(intentsReply).answers
            expect(['accepted', 'duplicate']).toContain(answer?.result)
            acknowledged.push(cane)
            break
          }
          const { headers, status, body } = reply
          refusals.push({ status, retryAfter: headers.get('retry-after'), code: (body as { error?: unknown }).error })
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }
    }
    const writing = Promise.all(benches.map(write))
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(20), { timeout: 20_000 })
    await cluster.crash()
    await vi.waitFor(() => expect(refusals.length).toBeGreaterThan(4), { timeout: 20_000 })
    const whenLost = acknowledged.length
    await cluster.start()
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(whenLost + 20), { timeout: 20_000 })
    over = true
    await writing
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: 503, retryAfter: '2', code: { code: 'UNAVAILABLE' } })
    }
    const canes = await query(url, `select cane from canes where cane like 'L%-%' order by cane collate "C"`)
    expect(canes.map((row) => row.cane)).toEqual([...acknowledged].sort())
    const { head, tail } = (await query(url, 'select head, tail from feed_heads where facility_id = 1'))[0]
    const rows = await query(url, 'select n, body from feed where facility_id = 1 order by n')
    expect(rows.map((row) => row.n)).toEqual(Array.from({ length: head - tail }, (_, nth) => tail + nth + 1))
    const told = rows.map((row) => JSON.parse(row.body)).flatMap(({ cane }) => (/^L/.test(cane) ? [cane] : []))
    expect(told.sort()).toEqual([...acknowledged].sort())
    const heads = wakeUpsOf(other)
    await (benches[0] ?? reader).send(newCane('AFTERWARDS'))
    await vi.waitFor(() => expect(heads).toContain(head + 1), { timeout: 20_000 })
  }, 90_000)
})
