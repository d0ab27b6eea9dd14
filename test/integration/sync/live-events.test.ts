// Live events that fall silent, and none at all: the bench does not believe a socket, and a change arrives without them too.
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { quietNetwork } from './quiet-network'
import { feedRow, json, page, type Says, scriptedCentral, startBench, until } from './support'

/** A minute is the next look at the feed while events are live: whatever is asked before has another reason. */
const silenceMs = 45_000
/** A heartbeat and its grace: a stream that says nothing for longer is not believed to be live. */
const believedMs = 20_000
const moved = (head: number) => `event: moved\ndata: {"head":${head}}\n\n`
const heartbeat = 'event: heartbeat\ndata: {}\n\n'

/** A bench that has heard one live event; central keeps the stream open from then on and says what the test has it say. */
async function liveBench() {
  const silent = new Set<string>()
  const rows = [feedRow(1)]
  const streams: ServerResponse[] = []
  const isAfter = (after: string | null, n: number) => Number(after?.split(':')[1]) < n
  const changes: Says = ({ query }, response) => {
    if (!silent.has('/changes'))
      json(
        response,
        200,
        page(
          rows.filter(({ n }) => isAfter(query.get('after'), n)),
          rows.length,
        ),
      )
  }
  const central = await scriptedCentral({
    '/changes': changes,
    '/events': (_, response) => {
      if (silent.has('/events')) return
      streams.push(response)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(moved(rows.length))
    },
  })
  const { fetch, time } = quietNetwork((path) => silent.has(path.replace('/api/v1/bench', '')))
  const bench = await startBench({ fetch, time })
  const soon = (what: string, holds: () => boolean) =>
    until(what, async () => {
      await time.advance(0)
      return holds()
    })
  const enrolling = bench.sync.enrol(central.url, 'CODE', 'Bench 1')
  await soon('live', () => bench.sync.status().stream === 'live' && bench.store.mirror.cursor()?.n === 1)
  expect(await enrolling).toMatchObject({ ok: true })

  /** Says something on the stream; it has been heard. */
  const says = async (text: string) => {
    await time.advance(1)
    streams.at(-1)?.write(text)
    await soon('it was heard', () => bench.sync.status().lastContactMs === time.wallMs())
  }
  rows.push(feedRow(2))
  await says(moved(2))
  await soon('the event has its row', () => bench.store.mirror.cursor()?.n === 2)
  return {
    central,
    bench,
    rows,
    time,
    silent,
    streams,
    says,
    soon,
    isLive: () => bench.sync.status().stream === 'live',
  }
}

test('a stream that is silent beyond a heartbeat is not live any more: the feed is asked at once, and every five seconds', async () => {
  const { central, bench, time, isLive } = await liveBench()
  const asked = central.times('/changes')
  await time.advance(believedMs)
  expect([isLive(), central.times('/changes')]).toEqual([true, asked])
  await time.advance(1)
  expect([isLive(), central.times('/changes'), central.times('/events')]).toEqual([false, asked + 1, 1])
  expect(bench.sync.status().stream).toBe('heldBack')
  await time.advance(10_000)
  expect(central.times('/changes')).toBe(asked + 3)
})

test('a stream that is silent beyond three heartbeats is given up', async () => {
  const { central, bench, time, streams, soon, isLive } = await liveBench()
  await time.advance(silenceMs - 1)
  const asked = central.times('/changes')
  expect(central.times('/events')).toBe(1)
  await time.advance(1)
  expect([isLive(), central.times('/changes'), central.times('/events')]).toEqual([false, asked + 1, 1])
  // Central is there, and only the stream was dead.
  expect(bench.sync.link()).toEqual({ kind: 'online', lastContactMs: time.wallMs() })
  await soon('nobody holds the dead stream', () => streams[0]?.closed === true)
  await time.advance(1_000)
  await soon('the next one is live', isLive)
  expect(central.times('/events')).toBe(2)
})

test('a heartbeat in time keeps it live for as long again', async () => {
  const { time, says, isLive } = await liveBench()
  await time.advance(believedMs - 10)
  await says(heartbeat)
  await time.advance(believedMs - 1)
  expect(isLive()).toBe(true)
  await time.advance(2)
  expect(isLive()).toBe(false)
})

test('a stream whose head has come and nothing else is not live: the feed is asked every five seconds', async () => {
  const central = await scriptedCentral({
    '/changes': (_, response) => json(response, 200, page([], 0)),
    '/events': (_, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders(),
  })
  const { fetch, time } = quietNetwork()
  const bench = await startBench({ fetch, time })
  const enrolling = bench.sync.enrol(central.url, 'CODE', 'Bench 1')
  await until('the stream is open', async () => {
    await time.advance(0)
    return bench.sync.status().stream === 'opening'
  })
  await enrolling
  await time.advance(3_000)
  expect(bench.sync.status().stream).toBe('heldBack')
  const asked = central.times('/changes')
  await time.advance(10_000)
  expect(central.times('/changes')).toBe(asked + 2)
})

test('a change that the feed shows and the stream does not name takes the stream its name', async () => {
  const { bench, time, central, rows, isLive } = await liveBench()
  rows.push(feedRow(3))
  bench.sync.syncNow()
  await until('the feed has brought it', async () => {
    await time.advance(0)
    return bench.store.mirror.cursor()?.n === 3
  })
  expect(isLive()).toBe(true)
  const asked = central.times('/changes')
  await time.advance(3_001)
  expect([isLive(), central.times('/changes')]).toEqual([false, asked + 1])
})

test('where central is silent altogether, the bench is offline as soon as the feed has not answered either', async () => {
  const { central, bench, time, silent, isLive } = await liveBench()
  const asked = central.times('/changes')
  for (const path of ['/changes', '/events']) silent.add(path)
  await time.advance(believedMs + 1)
  await until('the feed is asked', () => central.times('/changes') === asked + 1)
  expect([isLive(), bench.sync.link().kind]).toEqual([false, 'online'])
  await time.advance(20_000)
  await until('offline', () => bench.sync.link().kind === 'offline')
  expect(bench.sync.link()).toMatchObject({ sinceMs: time.wallMs() })
  silent.clear()
  await time.advance(60_000)
  expect([isLive(), bench.sync.link().kind]).toEqual([true, 'online'])
})

test('a central without live events is asked every five seconds, and a change arrives by that alone', async () => {
  const rows = [feedRow(1)]
  let head = 0
  const central = await scriptedCentral({
    '/changes': (_, response) => json(response, 200, page(rows.slice(0, head), head)),
  })
  const { fetch, time } = quietNetwork()
  const bench = await startBench({ fetch, time, chance: 1 })
  const enrolling = bench.sync.enrol(central.url, 'CODE', 'Bench 1')
  await until('online', async () => {
    await time.advance(0)
    return bench.sync.link().kind === 'online'
  })
  await enrolling
  // Live events are tried for less and less often; a try that fails asks the feed, which is not what is meant here.
  await time.advance(60_000)
  const tries = central.times('/events')
  while (central.times('/events') === tries) await time.advance(1_000)
  const before = { events: central.times('/events'), changes: central.times('/changes') }
  const times = () => ({ events: central.times('/events'), changes: central.times('/changes') })
  head = 1
  await time.advance(3_999)
  expect(times()).toEqual(before)
  expect(bench.store.mirror.people()).toEqual([])
  await time.advance(1_001)
  expect(times()).toEqual({ ...before, changes: before.changes + 1 })
  expect(bench.store.mirror.people().map(({ id }) => id)).toEqual(['p-1'])
  expect(bench.sync.status().stream === 'live').toBe(false)
  expect(bench.sync.link().kind).toBe('online')
})
