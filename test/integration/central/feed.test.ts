import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { changesReply, snapshotLine } from '../../../src/shared/api/bench'
import { errorReply, procedureReply } from '../../../src/shared/api/external'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { replyOf, startCentral, type TestCentral, type TestClient } from '../../support/central'
import { deviceOf, storeAway } from '../../support/through-device'

let central: TestCentral
let client: TestClient
let bench: TestBench

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  bench = await enrolBench(central)
  await client.post('/subjects', {
    facilityId: 1,
    code: 'FEED',
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
})
afterAll(() => central.stop())

const storeBody = {
  type: 'STORE',
  facilityId: 1,
  subjectCode: 'FEED',
  sampleContainers: [{ name: 'A' }, { name: 'B' }],
}

type Line = z.infer<typeof snapshotLine>

async function snapshot(of: TestBench, query = ''): Promise<readonly Line[]> {
  const reply = await of.get(`/snapshot${query}`)
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)
  return text
    .trim()
    .split('\n')
    .map((line) => snapshotLine.parse(JSON.parse(line)))
}

const headOf = (lines: readonly Line[]) => {
  const [head] = lines
  if (head?.kind !== 'head') throw new Error('A snapshot begins with its head')
  return head
}

/** What a bench holds after a snapshot or after changes: the newest body of each entity. */
function applied(mirror: Map<string, unknown>, changes: readonly Extract<Line, { kind: 'row' }>[]) {
  for (const change of changes) {
    if (change.entity === 'knownTag') mirror.set(`tag ${change.body.tag}`, change.body)
    else if (change.entity === 'freedTag') mirror.delete(`tag ${change.body.tag}`)
    else if (change.entity === 'tagPurpose') mirror.set(`purpose ${change.body.tag}`, change.body)
    else if (change.entity === 'level') mirror.set(`level ${change.body.storageId} ${change.body.at}`, change.body)
    else if (change.entity === 'cane')
      mirror.set(`cane ${Object.values(change.body).slice(0, 3).join('/')}`, change.body)
    else if (change.entity === 'facilityRules') mirror.set('rules', change.body)
    else mirror.set(`${change.entity} ${change.body.id}`, change.body)
  }
  return mirror
}

const rowsOf = (lines: readonly Line[]) => lines.filter((line) => line.kind === 'row')

async function changesAfter(of: TestBench, epoch: string, n: number) {
  const rows = []
  for (let after = n; ; ) {
    const page = (await of.get(`/changes?after=${epoch}:${after}&limit=3`)).as(changesReply)
    rows.push(...page.rows)
    after = page.rows.at(-1)?.n ?? after
    if (after >= page.head) return rows
  }
}

describe('the snapshot', () => {
  test('has a head, as many rows as it says, and an end', async () => {
    const lines = await snapshot(bench)
    const head = headOf(lines)
    expect(lines.at(-1)).toEqual({ kind: 'end', total: head.total })
    expect(rowsOf(lines)).toHaveLength(head.total)
    const entities = new Set(rowsOf(lines).map((line) => line.entity))
    expect([...entities].sort()).toEqual([
      'cane',
      'container',
      'device',
      'knownTag',
      'level',
      'person',
      'procedure',
      'tank',
    ])
  })

  test('goes on at each of its marks, at the same position, with the rows behind it', async () => {
    const lines = await snapshot(bench)
    const head = headOf(lines)
    const marks = lines.flatMap((line, index) => (line.kind === 'mark' ? [{ ...line, index }] : []))
    expect(marks.length).toBeGreaterThan(3)
    for (const { resume, done, index } of marks) {
      const rest = await snapshot(bench, `?from=${encodeURIComponent(resume)}`)
      expect(headOf(rest)).toMatchObject({ epoch: head.epoch, position: head.position, done })
      expect(rest.slice(1)).toEqual(lines.slice(index + 1))
    }
  })

  test('of another epoch or beyond the feed does not go on: 409; what no mark gave: 400', async () => {
    const { epoch, position } = headOf(await snapshot(bench))
    for (const from of [
      `other:${position}:9:containers:5`,
      `${epoch}:${position + 1}:9:containers:5`,
      `${epoch}:0:9:start:`,
    ]) {
      const reply = await bench.get(`/snapshot?from=${encodeURIComponent(from)}`)
      expect(reply.status).toBe(409)
      expect(reply.as(errorReply).error.code).toBe('EPOCH_CHANGED')
    }
    for (const from of [
      '',
      'x',
      `${epoch}:1:9:people:5`,
      `${epoch}:1:9:containers:AB`,
      `${epoch}:1:9:containers:5:6`,
    ]) {
      expect((await bench.get(`/snapshot?from=${encodeURIComponent(from)}`)).status).toBe(400)
    }
  })

  test('holds the facility’s own things, and the tags of the whole organization', async () => {
    const rows = rowsOf(await snapshot(bench))
    const tanks = rows.flatMap((row) => (row.entity === 'tank' ? [row.body.name] : []))
    expect(tanks).toEqual(['Dewar A', 'Dewar B', 'Dewar C'])
    const places = new Set(rows.flatMap((row) => (row.entity === 'knownTag' ? [row.body.facilityId] : [])))
    expect([...places].sort()).toEqual([1, 2])
  })

  test('is one position: what is written while it is read is in the feed, not in it', async () => {
    const response = await fetch(`${central.url}/api/v1/bench/snapshot`, {
      headers: { authorization: `Bearer ${bench.token}` },
    })
    const made = (await client.post('/procedures', storeBody)).as(procedureReply)
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => snapshotLine.parse(JSON.parse(line)))
    const head = headOf(lines)
    const inSnapshot = rowsOf(lines).some((row) => row.entity === 'procedure' && row.body.id === made.id)
    const rows = await changesAfter(bench, head.epoch, head.position)
    const inFeed = rows.some((row) => row.entity === 'procedure' && row.body.id === made.id)
    expect([inSnapshot, inFeed].filter(Boolean)).toHaveLength(1)
    expect(lines.at(-1)).toMatchObject({ kind: 'end' })
  })
})

describe('the feed', () => {
  test('is gapless, and a mirror kept by it equals a new snapshot', async () => {
    const before = await snapshot(bench)
    const head = headOf(before)
    const store = (await client.post('/procedures', storeBody)).as(procedureReply)
    await storeAway(central, store)
    const device = deviceOf(central)
    await device.post('/status', { state: 'idle', levels: [{ storageId: 1, percent: 41.5 }] })
    const refill = (await device.post('/refills', { storageId: 1, levelPercent: 41.5 })).body
    expect(refill).toMatchObject({ typeName: 'REFILL', statusName: 'IN_PROGRESS' })
    const rows = await changesAfter(bench, head.epoch, head.position)
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, index) => head.position + index + 1))
    const mirror = applied(
      applied(new Map(), rowsOf(before)),
      rows.map((row) => ({ kind: 'row', ...row }) as const),
    )
    const strip = (entries: Map<string, unknown>) => [...entries].sort(([a], [b]) => a.localeCompare(b))
    expect(strip(mirror)).toEqual(strip(applied(new Map(), rowsOf(await snapshot(bench)))))
  })

  test('comes in answers that a bench takes, without a gap, however large the procedures are', async () => {
    const { epoch, position } = headOf(await snapshot(bench))
    // 200 kB each; a letter that is two bytes on the way, as a reader counts.
    const sampleContainers = Array.from({ length: 95 }, (_, n) => ({ name: `L${n}`, description: 'ü'.repeat(1000) }))
    for (let n = 0; n < 7; n++) {
      expect((await client.post('/procedures', { ...storeBody, sampleContainers })).status).toBe(201)
    }
    const ns: number[] = []
    const sizes: number[] = []
    for (let n = position, head = Number.POSITIVE_INFINITY; n < head; ) {
      const response = await fetch(`${central.url}/api/v1/bench/changes?after=${epoch}:${n}`, {
        headers: { authorization: `Bearer ${bench.token}` },
      })
      const bytes = await response.arrayBuffer()
      const page = changesReply.parse(JSON.parse(new TextDecoder().decode(bytes)))
      ns.push(...page.rows.map((row) => row.n))
      sizes.push(bytes.byteLength)
      expect(page.rows.length).toBeGreaterThan(0)
      n = ns.at(-1) ?? n
      head = page.head
    }
    expect(ns).toEqual(ns.map((_, index) => position + index + 1))
    expect(Math.max(...sizes)).toBeLessThan(850_000)
    // Nor are they so small that a bench asks for each row.
    expect(Math.max(...sizes)).toBeGreaterThan(500_000)
    expect(ns.length).toBeGreaterThan(7 * 95)
  })

  test('has a row for itself that is larger than an answer may be', async () => {
    const { epoch, position } = headOf(await snapshot(bench))
    const { db } = central.sample.central.store
    const procedure = (await client.post('/procedures', storeBody)).as(procedureReply)
    await client.post('/procedures', storeBody)
    const first = await db
      .selectFrom('feed')
      .select(['n', 'body'])
      .where('facility_id', '=', 1)
      .where('n', '=', position + 1)
      .executeTakeFirstOrThrow()
    const body = { ...JSON.parse(first.body), reason: 'x'.repeat(900_000) }
    expect(body.id).toBe(procedure.id)
    await db
      .updateTable('feed')
      .set({ body: JSON.stringify(body) })
      .where('facility_id', '=', 1)
      .where('n', '=', first.n)
      .execute()
    const page = (await bench.get(`/changes?after=${epoch}:${position}`)).as(changesReply)
    expect(page.rows.map(({ n }) => n)).toEqual([first.n])
    expect(page.head).toBeGreaterThan(first.n)
    const rest = await changesAfter(bench, epoch, first.n)
    expect(rest[0]?.n).toBe(first.n + 1)
  })

  test('tells every facility of the organization of a tag, and of its release; no other organization', async () => {
    const harbour = await enrolBench(central, 2)
    const alpen = await enrolBench(central, 3)
    const [here, there] = [headOf(await snapshot(harbour)), headOf(await snapshot(alpen))]
    const store = (await client.post('/procedures', storeBody)).as(procedureReply)
    const containerId = store.sampleContainers?.[0]?.id ?? 0
    const tag = 'E2FEED0000000001'
    await bench.send({ kind: 'cane.add', storageId: 3, canister: 'C5', cane: 'FEED' })
    const at = { storageId: 3, canister: 'C5', cane: 'FEED', position: 1 }
    expect((await bench.assign(store.id, containerId, { tag, place: at })).result).toBe('accepted')
    await bench.send({ kind: 'tag.release', procedureId: store.id, containerId, tag, reason: 'Undo' })
    const rows = await changesAfter(harbour, here.epoch, here.position)
    expect(rows.map(({ entity, body }) => [entity, 'tag' in body ? body.tag : null])).toEqual([
      ['knownTag', tag],
      ['freedTag', tag],
    ])
    expect(await changesAfter(alpen, there.epoch, there.position)).toEqual([])
  })

  test('of another epoch, beyond the head, or before the kept rows: 409, take a snapshot', async () => {
    const { epoch, position } = headOf(await snapshot(bench))
    for (const after of [`other:${position}`, `${epoch}:${position + 1}`, `${epoch}:0`]) {
      const reply = await bench.get(`/changes?after=${after}`)
      expect(reply.status).toBe(409)
      expect(reply.as(errorReply).error.code).toBe('EPOCH_CHANGED')
    }
    for (const query of ['', '?after=x', `?after=${epoch}:1&limit=0`, `?after=${epoch}:1&limit=1001`]) {
      expect((await bench.get(`/changes${query}`)).status).toBe(400)
    }
  })
})

describe('enrolment', () => {
  const enrol = async (body: object) =>
    replyOf(
      await fetch(`${central.url}/api/v1/bench/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  const publicKey = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='

  test('takes a code once, however it is typed', async () => {
    const code = await central.sample.newEnrolmentCode(1)
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    expect((await enrol({ code: typed, benchName: 'B', publicKey: 'AAAA' })).status).toBe(400)
    expect((await enrol({ code: typed, benchName: 'B', publicKey })).status).toBe(201)
    const again = await enrol({ code, benchName: 'B', publicKey })
    expect(again.status).toBe(401)
    // Whoever has all of a code may hear what became of it; who guesses hears nothing.
    expect(again.body).toMatchObject({ error: { code: 'UNAUTHORIZED', reason: 'used' } })
    expect(await enrol({ code: 'AAAA-BBBB-CCCC', benchName: 'B', publicKey })).toMatchObject({
      status: 401,
      body: { error: { reason: 'unknown' } },
    })
  })

  test('ends with revocation: the token opens nothing any more', async () => {
    const other = await enrolBench(central)
    expect((await other.get('/snapshot')).status).toBe(200)
    await central.sample.central.store.db
      .updateTable('benches')
      .set({ revoked_at: new Date().toISOString() })
      .where('id', '=', other.benchId)
      .execute()
    const refused = await other.get('/snapshot')
    expect(refused.status).toBe(401)
    expect(refused.as(errorReply).error.code).toBe('UNAUTHORIZED')
  })
})
