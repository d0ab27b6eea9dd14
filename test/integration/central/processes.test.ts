// Two real processes on one PostgreSQL database.
import { createParser } from 'eventsource-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { issueEnrolmentCode } from '../../../src/central/domain/benches/enrolment'
import { localSignals } from '../../../src/central/domain/feed/signals'
import { clockFloor } from '../../../src/central/store/id-floors'
import type { PostgresStore } from '../../../src/central/store/postgres/open'
import { systemClock, systemIds, systemSecrets } from '../../../src/platform/system-ports'
import { changesReply, intentsReply, snapshotLine } from '../../../src/shared/api/bench'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { fetchToken, replyOf } from '../../support/central'
import { type CentralProcess, startCentralProcess } from '../../support/central-process'
import { newDatabase, openStore, query } from '../../support/postgres'

const systemPorts = { clock: systemClock, ids: systemIds, secrets: systemSecrets, idFloor: clockFloor }

const perMinute = 300
let url: string
let one: CentralProcess
let other: CentralProcess
let urls: readonly [string, string]
const running: CentralProcess[] = []

const start = (...args: readonly string[]) => {
  const process = startCentralProcess(['--database', url, '--requests-per-minute', String(perMinute), ...args])
  running.push(process)
  return process
}

beforeAll(async () => {
  url = await newDatabase()
  one = start('--sample-size', '60')
  other = start('--sample-size', '60')
  urls = [(await one.ready).url, (await other.ready).url]
  store = await openStore(url)
  await query(url, 'update canisters set cane_limit = 10000')
}, 120_000)
afterAll(async () => {
  await store?.close()
  for (const { child } of running) child.kill('SIGKILL')
})

/** The bench's calls, at another process than the one that enrolled it. */
const at = (base: string, bench: TestBench) => ({
  async get(path: string) {
    const headers = { authorization: `Bearer ${bench.token}` }
    return replyOf(await fetch(`${base}/api/v1/bench${path}`, { headers }))
  },
  async post(intents: readonly object[]) {
    const headers = { authorization: `Bearer ${bench.token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ intents })
    return replyOf(await fetch(`${base}/api/v1/bench/intents`, { method: 'POST', headers, body }))
  },
})

/** Their store, as a third process has it: there is no path for enrolment codes in the API. */
let store: PostgresStore
const enrolled = () => {
  const central = { store, ...systemPorts, signals: localSignals() }
  const sample = { newEnrolmentCode: (facility: number) => issueEnrolmentCode(central, facility) }
  return enrolBench({ url: urls[0], sample })
}

const newCane = (name: string) => ({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: name })

async function headOf(bench: TestBench) {
  const text = String((await at(urls[0], bench).get('/snapshot')).body)
  const head = snapshotLine.parse(JSON.parse(text.split('\n')[0] ?? ''))
  if (head.kind !== 'head') throw new Error('A snapshot begins with its head')
  return head
}

describe('two processes that start at once on an empty database', () => {
  test('migrate it once and make one sample, with the same secrets for both', async () => {
    const [first, second] = [await one.ready, await other.ready]
    expect(first.organizations.map((each) => each.facilities.map((facility) => facility.id))).toEqual([[1, 2], [3]])
    expect(second.organizations).toEqual(first.organizations)
    expect(second.deviceToken).toBe(first.deviceToken)
    expect(second.benchEnrolmentCode).not.toBe(first.benchEnrolmentCode)
    const migrated = [one, other].map(({ said }) => said.stderr.match(/^Database: migrated to /gm)?.length ?? 0)
    expect(migrated.filter((count) => count > 0)).toHaveLength(1)
    const said = one.said.stderr + other.said.stderr
    expect(said).toMatch(/^Database: PostgreSQL \d+/m)
    expect(said).toMatch(/^Database: up to date\.$/m)
  })

  test('take each other’s tokens', async () => {
    const client = (await one.ready).organizations[0]?.clients[0]
    const token = await fetchToken(urls[0], client?.clientId ?? '', client?.clientSecret ?? '')
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(`${urls[1]}/api/v1/external/subjects`, { headers })).status).toBe(200)
  })
})

describe('two processes that serve', () => {
  test('count a client’s requests together', async () => {
    const client = (await one.ready).organizations[1]?.clients[0]
    const token = await fetchToken(urls[0], client?.clientId ?? '', client?.clientSecret ?? '')
    const headers = { authorization: `Bearer ${token}` }
    const asked = Array.from({ length: perMinute + 40 }, async (_, nth) => {
      const reply = await fetch(`${urls[nth % 2 === 0 ? 0 : 1]}/api/v1/external/storage`, { headers })
      await reply.text()
      return reply.status
    })
    const statuses = await Promise.all(asked)
    expect(statuses.filter((status) => status === 200)).toHaveLength(perMinute)
    expect(statuses.filter((status) => status === 429)).toHaveLength(40)
  })

  test('wake the benches of each other', async () => {
    const bench = await enrolled()
    const controller = new AbortController()
    const response = await fetch(`${urls[1]}/api/v1/bench/events`, {
      headers: { authorization: `Bearer ${bench.token}` },
      signal: controller.signal,
    })
    const heads: number[] = []
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'moved') heads.push(z.object({ head: z.int() }).parse(JSON.parse(data)).head)
      },
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const until = async (enough: () => boolean) => {
      while (!enough()) parser.feed((await reader?.read())?.value ?? '')
    }
    await until(() => heads.length > 0)
    const before = heads.at(-1) ?? 0
    await at(urls[0], bench).post([bench.sign(newCane('WAKE'))])
    await until(() => (heads.at(-1) ?? 0) === before + 1)
    controller.abort()
    expect(heads.at(-1)).toBe(before + 1)
  })

  test('keep one feed without a gap under writers at both, and under the death of one of them', async () => {
    const benches = await Promise.all(Array.from({ length: 6 }, enrolled))
    const reader = await enrolled()
    const { epoch, position } = await headOf(reader)
    const acknowledged = new Set<string>()
    const sent = new Set<string>()
    let writes = 0
    const killAt = 60
    const write = async (bench: TestBench, nth: number) => {
      for (let round = 0; round < 25; round++) {
        const cane = `P${nth}-${round}`
        const intent = bench.sign(newCane(cane))
        sent.add(cane)
        // An intent without an answer is sent again, to the other process, as a bench does.
        for (let attempt = nth; ; attempt++) {
          const base = urls[attempt % 2 === 0 ? 0 : 1]
          const reply = await at(base, bench)
            .post([intent])
            .catch(() => undefined)
          if (++writes === killAt) one.child.kill('SIGKILL')
          if (reply?.status !== 200) continue
          const [answer] = reply.as(intentsReply).answers
          expect(['accepted', 'duplicate']).toContain(answer?.result)
          acknowledged.add(cane)
          break
        }
      }
    }
    await Promise.all(benches.map(write))
    expect(await one.ended).toBeNull()
    expect(acknowledged).toEqual(sent)
    const rows = []
    for (let after = position; ; ) {
      const page = (await at(urls[1], reader).get(`/changes?after=${epoch}:${after}`)).as(changesReply)
      rows.push(...page.rows)
      after = page.rows.at(-1)?.n ?? after
      if (after === page.head) break
    }
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, index) => position + index + 1))
    const told = rows.flatMap((row) => (row.entity === 'cane' ? [row.body.cane] : []))
    expect(told.sort()).toEqual([...sent].sort())
    const kept = await query(url, `select count(*)::int as n from canes where cane like 'P%-%'`)
    expect(kept).toEqual([{ n: sent.size }])
    const intents = await query(
      url,
      `select count(*)::int as n from intents where result = 'accepted' and envelope like '%"cane":"P%'`,
    )
    expect(intents).toEqual([{ n: sent.size }])
  }, 120_000)

  test('let one that died come back', async () => {
    const again = start()
    expect((await again.ready).organizations).toEqual((await other.ready).organizations)
    expect(again.said.stderr).toContain('Database: up to date.')
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  }, 60_000)
})
