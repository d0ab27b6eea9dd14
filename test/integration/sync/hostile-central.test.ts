// What a central, or whatever answers in its place, may do wrong: the bench refuses it whole, says so by its link, and comes back.
import { describe, expect, test } from 'vitest'
import { systemClock, systemTimers } from '../../../src/platform/system-ports'
import { procedureId } from '../../../src/shared/model/ids'
import type { Timers } from '../../../src/shared/ports'
import {
  type Asked,
  accepted,
  type BenchOptions,
  feedRow,
  idsOf,
  json,
  kinds,
  page,
  person,
  type Says,
  scriptedCentral,
  snapshot,
  startBench,
  until,
} from './support'

async function enrolledAt(central: Awaited<ReturnType<typeof scriptedCentral>>, options: BenchOptions = {}) {
  const bench = await startBench(options)
  const enrolled = await bench.sync.enrol(`${central.url}/`, ' CODE-1 ', 'Bench 1')
  expect(enrolled).toEqual({ ok: true, value: null })
  return bench
}
const prepare = (bench: Awaited<ReturnType<typeof startBench>>, procedure = 1) =>
  bench.store.outbox.enqueue({
    body: { kind: 'procedure.prepare', procedureId: procedureId(procedure) },
    actor: { kind: 'client', clientId: 'c', name: 'C' },
  })
const error = (code: string, more: object = {}) => ({ error: { code, message: 'no', ...more } })
const html: Says = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')

describe('enrolment', () => {
  test.each<[string, Says, string]>([
    ['a wrong code', (_, response) => json(response, 401, error('UNAUTHORIZED')), 'codeUnknown'],
    ['a page', html, 'notCentral'],
    ['another shape', (_, response) => json(response, 200, { benchId: 1 }), 'notCentral'],
    [
      'a redirect',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'notCentral',
    ],
    ['a server error', (_, response) => json(response, 500, {}), 'unreachable'],
    ['a torn connection', (_, response) => void response.destroy(), 'unreachable'],
  ])('%s leaves nothing behind', async (_name, says, why) => {
    const central = await scriptedCentral({ '/enrol': says })
    const bench = await startBench()
    expect(await bench.sync.enrol(central.url, 'CODE', 'Bench')).toEqual({ ok: false, problem: { kind: why } })
    expect(bench.sync.link()).toEqual({ kind: 'enrolmentRefused', why: { kind: why }, url: central.url })
    expect(bench.secrets.kept.size).toBe(0)
    expect(bench.store.profile.identity()).toBeNull()
    expect(bench.store.profile.pendingIdentity()).toBeNull()
  })

  test('the code goes out once, the token with every call after', async () => {
    const central = await scriptedCentral()
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    expect(central.asked[0]).toMatchObject({ path: '/hello', token: null, body: '' })
    expect(central.asked[1]).toMatchObject({
      path: '/enrol',
      token: null,
      body: { code: 'CODE-1', benchName: 'Bench 1' },
    })
    expect(central.asked.slice(2).every(({ token }) => token === 'Bearer secret-token')).toBe(true)
    expect(kinds(bench.links)).toEqual(['enrolling', 'firstSync', 'online'])
  })
})

describe('the feed', () => {
  test('a kind that this program does not know is passed over and remembered', async () => {
    const rows = [feedRow(1), feedRow(2, { entity: 'robot', body: { arm: 1 } }), feedRow(3)]
    const central = await scriptedCentral({ '/changes': (_, response) => json(response, 200, page(rows)) })
    const bench = await enrolledAt(central)
    await until('caught up', () => bench.store.mirror.cursor()?.n === 3)
    expect(bench.store.mirror.skippedEntities()).toEqual(['robot'])
    expect(bench.store.mirror.people().map(({ id }) => id)).toEqual(['p-1', 'p-3'])
  })

  test.each<[string, Says]>([
    ['a page', html],
    [
      'text that is no JSON',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"epo'),
    ],
    ['another shape', (_, response) => json(response, 200, { rows: 'many' })],
    [
      'a row without its number',
      (_, response) => json(response, 200, { ...page([feedRow(1)]), rows: [feedRow(1), person(2)] }),
    ],
    ['a body of 40 MB', (_, response) => json(response, 200, { ...page([]), more: 'x'.repeat(40_000_000) })],
    [
      'a body cut short',
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '900' })
          .write('{"a":', () => response.destroy()),
    ],
  ])(
    '%s: nothing of it is applied, the bench is offline, and online when it is well',
    async (_name, says) => {
      const central = await scriptedCentral({ '/changes': says })
      const bench = await enrolledAt(central)
      await until('offline', () => bench.sync.link().kind === 'offline', 15_000)
      expect(bench.store.mirror.cursor()).toEqual({ epoch: 'e1', n: 0 })
      expect(bench.store.mirror.people()).toEqual([])
      central.says['/changes'] = ({ query }, response) =>
        json(response, 200, page(query.get('after') === 'e1:0' ? [feedRow(1)] : [], 1))
      bench.sync.syncNow()
      await until('online', () => bench.sync.link().kind === 'online', 15_000)
      expect(bench.store.mirror.people()).toHaveLength(1)
    },
    40_000,
  )

  test.each<[string, object]>([
    ['a gap', page([feedRow(2)])],
    ['a head that went back', page([], 0)],
    ['rows that are missing', page([], 9)],
    ['another epoch without a word', page([feedRow(1)], 1, 'e2')],
  ])('%s: the whole state is fetched again', async (_name, wrong) => {
    let snapshots = 0
    const central = await scriptedCentral({
      '/snapshot': (_, response) => {
        snapshots += 1
        if (snapshots === 1)
          snapshot(
            response,
            [
              { kind: 'row', ...person(1) },
              { kind: 'row', ...person(2) },
            ],
            { position: 1 },
          )
        else snapshot(response, [{ kind: 'row', ...person(2) }], { epoch: 'e3', position: 40 })
      },
      '/changes': ({ query }, response) =>
        json(response, 200, query.get('after') === 'e3:40' ? page([], 40, 'e3') : wrong),
    })
    const bench = await enrolledAt(central)
    await until('the second snapshot', () => bench.store.mirror.cursor()?.epoch === 'e3')
    expect(bench.store.mirror.people().map(({ id }) => id)).toEqual(['p-2'])
  })

  test('a central that never agrees with itself is not asked without pause', async () => {
    const central = await scriptedCentral({ '/changes': (_, response) => json(response, 409, error('EPOCH_CHANGED')) })
    const bench = await enrolledAt(central)
    await until('some attempts', () => central.times('/snapshot') >= 2)
    await until('offline', () => bench.sync.link().kind === 'offline')
    expect(central.asked.length).toBeLessThan(15)
  })

  test('over the budget: nothing is asked before the time that central names, whoever is in a hurry', async () => {
    const central = await scriptedCentral({
      '/changes': (_, response) => json(response, 429, error('RATE_LIMITED'), { 'retry-after': '600' }),
    })
    const bench = await enrolledAt(central)
    await until('refused', () => central.times('/changes') === 1)
    const before = central.asked.length
    prepare(bench)
    for (let n = 0; n < 20; n += 1) {
      bench.sync.syncNow()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(central.asked.length).toBe(before)
    expect(bench.store.outbox.summary().waiting).toBe(1)
  })
})

describe('the snapshot', () => {
  test.each<[string, Says]>([
    [
      'breaks off',
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/x-ndjson' })
          .write('{"kind":"head"', () => response.destroy()),
    ],
    [
      'has no end',
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/x-ndjson' })
          .end(`${JSON.stringify({ kind: 'head', epoch: 'e1', position: 5, total: 1, serverTime: 'x' })}\n`),
    ],
    ['has a torn line', (_, response) => snapshot(response, ['{"kind":"row","entity":'])],
    ['has rows missing', (_, response) => snapshot(response, [{ kind: 'row', ...person(1) }], {}, 7)],
    ['goes on after its end', (_, response) => snapshot(response, [{ kind: 'end', total: 0 }])],
    ['has a row that says not of what', (_, response) => snapshot(response, [{ kind: 'row', body: 5 }])],
    ['is a page', html],
  ])('that %s is none, and the next is taken whole', async (_name, says) => {
    const central = await scriptedCentral({ '/snapshot': says })
    const bench = await enrolledAt(central)
    await until('offline', () => bench.sync.link().kind === 'offline')
    expect(bench.store.mirror.cursor()).toBeNull()
    central.says['/snapshot'] = (_, response) => snapshot(response, [{ kind: 'row', ...person(9) }])
    bench.sync.syncNow()
    await until('online', () => bench.sync.link().kind === 'online')
    expect(bench.store.mirror.people().map(({ id }) => id)).toEqual(['p-9'])
  })
})

describe('the outbox', () => {
  test('an answer that was lost after the effect is asked for again, under the same ids', async () => {
    const effects = new Set<string>()
    const central = await scriptedCentral()
    const answers = central.says['/intents'] as Says
    central.says['/intents'] = (asked, response) => {
      const isFirst = effects.size === 0
      for (const id of idsOf(asked.body)) effects.add(id)
      if (isFirst) response.destroy()
      else answers(asked, response)
    }
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    const { intentId } = prepare(bench)
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
    expect([...effects]).toEqual([intentId])
    expect(central.times('/intents')).toBe(2)
  })

  test('takes no digest that would spoil its own requests', async () => {
    const central = await scriptedCentral()
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    const told = { ...feedRow(1), digest: '0123,9:x&y' }
    central.says['/changes'] = (_, response) => json(response, 200, page([told]))
    bench.sync.syncNow()
    await until('refused', () => bench.sync.link().kind === 'offline')
    expect(bench.store.mirror.history()).toMatchObject({ n: 0, rows: [] })
    central.says['/changes'] = (_, response) => json(response, 200, page([feedRow(1)]))
    bench.sync.syncNow()
    await until('online again', () => bench.store.mirror.cursor()?.n === 1)
  })

  test('is held back where central has another history, and sent once the mirror has it too', async () => {
    const central = await scriptedCentral({ '/changes': (_, response) => json(response, 200, page([], 4)) })
    central.says['/snapshot'] = (_, response) => snapshot(response, [], { position: 4 })
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    const answers = central.says['/intents'] as Says
    const isOld = ({ body }: Asked) => !(body as { known: string }).known.startsWith('e2:')
    central.says['/intents'] = (asked, response) =>
      isOld(asked) ? json(response, 409, error('EPOCH_CHANGED', { epoch: 'e2', head: 2 })) : answers(asked, response)
    central.says['/changes'] = ({ query }, response) =>
      query.get('after') === 'e2:2'
        ? json(response, 200, page([], 2, 'e2'))
        : json(response, 409, error('EPOCH_CHANGED', { epoch: 'e2', head: 2 }))
    central.says['/snapshot'] = (_, response) => snapshot(response, [], { epoch: 'e2', position: 2 })
    prepare(bench)
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
    const sent = central.asked.filter(({ path }) => path === '/intents')
    expect(sent.map(({ body }) => (body as { known: string }).known)).toEqual(['e1:4', 'e2:2'])
    expect(bench.store.outbox.confirmed()).toBe(1)
  })

  test('is not sent without pause to a central that always speaks of another history', async () => {
    const central = await scriptedCentral({ '/intents': (_, response) => json(response, 409, error('EPOCH_CHANGED')) })
    const bench = await enrolledAt(central, { chance: 1 })
    await until('online', () => bench.sync.link().kind === 'online')
    prepare(bench)
    await until('told twice', () => central.times('/intents') === 2)
    await until('it waits', () => (bench.store.outbox.nextDueMs(Date.now()) ?? 0) > Date.now())
    expect(bench.store.outbox.unsettled(procedureId(1))).toMatchObject([
      { state: 'queued', attempts: 0, problem: { kind: 'otherHistory' } },
    ])
  })

  test('takes no answer of a history that has ended meanwhile, and asks again', async () => {
    const central = await scriptedCentral()
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    const answers = central.says['/intents'] as Says
    let late: (() => void) | null = null
    central.says['/intents'] = (asked, response) => {
      late = () => answers(asked, response)
    }
    prepare(bench)
    await until('it is on its way', () => late !== null)
    const restored: Says = ({ query }, response) =>
      query.get('after')?.startsWith('e2:')
        ? json(response, 200, page([], 0, 'e2'))
        : json(response, 409, error('EPOCH_CHANGED', { epoch: 'e2', head: 0 }))
    central.says['/changes'] = restored
    central.says['/snapshot'] = (_, response) => snapshot(response, [], { epoch: 'e2' })
    bench.sync.syncNow()
    await until('of the new history', () => bench.store.mirror.cursor()?.epoch === 'e2')
    central.says['/intents'] = answers
    const answerLate = late as (() => void) | null
    answerLate?.()
    await until('sent', () => bench.store.outbox.confirmed() === 1)
    expect(central.times('/intents')).toBe(2)
  })

  test('a busy central that names no time is not asked again at once, whatever else is done meanwhile', async () => {
    const central = await scriptedCentral({ '/intents': (_, response) => json(response, 503, error('UNAVAILABLE')) })
    let isHeld = false
    const after: Timers['after'] = (ms, run) => systemTimers.after(isHeld && ms >= 400 ? 3_600_000 : ms, run)
    const bench = await enrolledAt(central, { chance: 1, time: { ...systemClock, after } })
    await until('online', () => bench.sync.link().kind === 'online')
    isHeld = true
    prepare(bench, 1)
    await until('asked', () => central.times('/intents') === 1)
    prepare(bench, 2)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(central.times('/intents')).toBe(1)
    bench.sync.syncNow()
    await until('somebody is in a hurry', () => central.times('/intents') === 2)
  })

  test('of a batch in whose middle the bench was revoked nothing is lost', async () => {
    const central = await scriptedCentral()
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    central.says['/intents'] = ({ body }, response) => {
      const unauthorized: Says = (_, later) => json(later, 401, error('UNAUTHORIZED'))
      for (const path of ['/intents', '/changes']) central.says[path] = unauthorized
      const problem = { kind: 'otherBench', benchId: 'x' }
      const answers = idsOf(body).map((intentId, index) =>
        index === 0 ? accepted(intentId) : { intentId, result: 'rejected', problem, version: null },
      )
      json(response, 200, { answers, serverTime: new Date().toISOString() })
    }
    bench.store.transact(() => {
      for (let n = 1; n <= 3; n += 1) prepare(bench, n)
    })
    await until('revoked', () => bench.sync.link().kind === 'revoked')
    expect(bench.store.outbox.confirmed()).toBe(1)
    expect(bench.store.outbox.summary()).toMatchObject({ waiting: 2, refused: 0 })
  })

  test('answers that miss some, or name others, settle only what they answer', async () => {
    const central = await scriptedCentral()
    const answers = central.says['/intents'] as Says
    central.says['/intents'] = (_, response) =>
      json(response, 200, {
        answers: [{ intentId: 'someone else', result: 'rejected', problem: null, version: null }],
        serverTime: new Date().toISOString(),
      })
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    prepare(bench)
    await until('given back', () => bench.store.outbox.unsettled(procedureId(1))[0]?.attempts === 1)
    expect(bench.store.outbox.summary()).toMatchObject({ waiting: 1, refused: 0 })
    central.says['/intents'] = answers
    bench.sync.syncNow()
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
  })

  test('one that spoils every batch ends up alone and parked; all others arrive', async () => {
    const central = await scriptedCentral()
    const answers = central.says['/intents'] as Says
    let spoilt = ''
    central.says['/intents'] = (asked, response) =>
      idsOf(asked.body).includes(spoilt) ? json(response, 400, error('VALIDATION_ERROR')) : answers(asked, response)
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    bench.store.transact(() => {
      for (let n = 1; n <= 9; n += 1) {
        const { intentId } = prepare(bench, n)
        if (n === 6) spoilt = intentId
      }
    })
    await until('the queue is empty', () => bench.store.outbox.summary().waiting === 0)
    expect(bench.store.outbox.refused()).toMatchObject([
      {
        state: 'parked',
        problem: { kind: 'notAccepted', status: 400, code: 'VALIDATION_ERROR' },
        envelope: { intentId: spoilt },
      },
    ])
  })

  test('one whose id central has seen with another body is parked at once', async () => {
    const central = await scriptedCentral()
    const answers = central.says['/intents'] as Says
    let reused = ''
    central.says['/intents'] = (asked, response) =>
      idsOf(asked.body).includes(reused)
        ? json(response, 422, error('INTENT_REUSED', { intentId: reused }))
        : answers(asked, response)
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    bench.store.transact(() => {
      prepare(bench, 1)
      reused = prepare(bench, 2).intentId
    })
    await until('the queue is empty', () => bench.store.outbox.summary().waiting === 0)
    expect(bench.store.outbox.refused().map(({ envelope }) => envelope.intentId)).toEqual([reused])
  })

  test('a revoked bench keeps its work, and sends it under its new name', async () => {
    const central = await scriptedCentral({
      '/intents': (_, response) => json(response, 401, error('UNAUTHORIZED')),
    })
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    central.says['/changes'] = (_, response) => json(response, 401, error('UNAUTHORIZED'))
    prepare(bench)
    await until('revoked', () => bench.sync.link().kind === 'revoked')
    expect(bench.store.outbox.summary().waiting).toBe(1)
    const other = await scriptedCentral({
      '/enrol': (_, response) =>
        json(response, 201, {
          benchId: '01890000-0000-7000-8000-0000000000cc',
          token: 'second',
          organization: { id: 1, name: 'Clinic', facility: { id: 1, name: 'Main' } },
        }),
    })
    await bench.sync.enrol(other.url, 'CODE-2', 'Bench 1')
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
    const sent = other.asked.find(({ path }) => path === '/intents')
    expect(sent?.body).toMatchObject({ intents: [{ benchId: '01890000-0000-7000-8000-0000000000cc', benchSeq: 1 }] })
  })

  test('work for one facility is never sent to another', async () => {
    const central = await scriptedCentral({ '/intents': (_, response) => void response.destroy() })
    const bench = await enrolledAt(central)
    await until('online', () => bench.sync.link().kind === 'online')
    prepare(bench)
    const other = await scriptedCentral({
      '/enrol': (_, response) =>
        json(response, 201, {
          benchId: '01890000-0000-7000-8000-0000000000dd',
          token: 'second',
          organization: { id: 2, name: 'Elsewhere', facility: { id: 1, name: 'Main' } },
        }),
    })
    await bench.sync.enrol(other.url, 'CODE-2', 'Bench 1')
    await until('online', () => bench.sync.link().kind === 'online')
    expect(other.times('/intents')).toBe(0)
    expect(bench.store.outbox.refused()).toMatchObject([{ state: 'parked', problem: { kind: 'otherFacility' } }])
  })
})
