import { IncomingMessage, ServerResponse } from 'node:http'
import { connect, Socket } from 'node:net'
import { createParser } from 'eventsource-parser'
import type { FastifyReply } from 'fastify'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { benchByToken } from '../../../src/central/domain/benches/enrolment'
import { liveEvents } from '../../../src/central/http/bench/live-events'
import { systemTimers } from '../../../src/platform/system-ports'
import type { Timers } from '../../../src/shared/ports'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'

const open: TestCentral[] = []
afterEach(async () => {
  for (const central of open.splice(0)) await central.stop()
})
const started = async (...args: Parameters<typeof startCentral>) => {
  const central = await startCentral(...args)
  open.push(central)
  return central
}

/** Reads events until `enough`, then closes. */
async function eventsOf(
  url: string,
  token: string,
  enough: (names: readonly string[]) => boolean,
  act: () => Promise<unknown>,
) {
  const controller = new AbortController()
  const response = await fetch(`${url}/api/v1/bench/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: controller.signal,
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const seen: { event: string; data: unknown }[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => seen.push({ event: event ?? '', data: JSON.parse(data) }),
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let acted = false
  for (;;) {
    const next = await reader?.read()
    if (!next || next.done) break
    parser.feed(next.value)
    if (!acted) {
      acted = true
      await act()
    }
    if (enough(seen.map((each) => each.event))) break
  }
  controller.abort()
  return seen
}

const headOf = (data: unknown) => z.object({ head: z.int() }).parse(data).head

/** Reads on in the background; the first event has come when it is answered. */
async function openStream(url: string, token: string, heard: (event: string, data: unknown) => void) {
  const controller = new AbortController()
  const response = await fetch(`${url}/api/v1/bench/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: controller.signal,
  })
  const parser = createParser({ onEvent: ({ event, data }) => heard(event ?? '', JSON.parse(data)) })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader?.read()
  parser.feed(first?.value ?? '')
  const readOn = async () => {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) parser.feed(next.value)
  }
  return { ended: readOn().catch(() => {}), abort: () => controller.abort() }
}

/** A stream as bytes: paused it is one that nobody reads from. */
async function rawStream(central: TestCentral, bench: TestBench) {
  const { hostname, port } = new URL(central.url)
  const socket = connect(Number(port), hostname)
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.on('error', () => {})
  socket.write(`GET /api/v1/bench/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bench.token}\r\n\r\n`)
  return { socket, closed: new Promise((resolve) => socket.once('close', resolve)) }
}

describe('live events', () => {
  test('tell the head at once, and again when the facility’s feed has moved', async () => {
    const central = await started()
    const bench = await enrolBench(central)
    const seen = await eventsOf(
      central.url,
      bench.token,
      (names) => names.length >= 2,
      () => bench.send({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'SSE' }),
    )
    expect(seen.map((each) => each.event)).toEqual(['moved', 'moved'])
    const [first, second] = seen.map((each) => Number((each.data as { head?: unknown }).head))
    expect(second).toBe((first ?? 0) + 1)
  })

  test('beat when nothing else happens', async () => {
    const waiting: { delayMs: number; run: () => void }[] = []
    const timers = {
      after(delayMs: number, run: () => void) {
        const entry = { delayMs, run }
        waiting.push(entry)
        return () => {
          const index = waiting.indexOf(entry)
          if (index >= 0) waiting.splice(index, 1)
        }
      },
    }
    const central = await started({ timers })
    const bench = await enrolBench(central)
    const seen = await eventsOf(
      central.url,
      bench.token,
      (names) => names.includes('heartbeat'),
      async () => waiting.shift()?.run(),
    )
    expect(seen.map((each) => each.event)).toContain('heartbeat')
    await vi.waitFor(() => expect(waiting).toEqual([]))
  })

  test('a bench that does not read is dropped, and holds up nobody', async () => {
    // Without the rest between wake-ups, so that a socket's buffers fill within the test.
    const timers: Timers = {
      after(delayMs, run) {
        if (delayMs >= 1000) return systemTimers.after(delayMs, run)
        run()
        return () => {}
      },
    }
    const central = await started({ timers })
    const bench = await enrolBench(central)
    const silent = await rawStream(central, bench)
    silent.socket.pause()
    const reading = await rawStream(central, await enrolBench(central))
    let latest = ''
    reading.socket.on('data', (data) => {
      latest = data.toString('utf8', Math.max(0, data.length - 100))
    })
    const { signals } = central.sample.central
    await bench.send({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'S' })
    for (let round = 1; round <= 400; round++) {
      for (let wake = 0; wake < 500; wake++) signals.moved(1, round)
      // The reader has all of a round before the next begins, however much the other one lets pile up.
      while (!latest.includes(`"head":${round},`)) await new Promise((resolve) => setImmediate(resolve))
    }
    silent.socket.resume()
    await silent.closed
    reading.socket.destroy()
    expect((await bench.send({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'T' })).result).toBe('accepted')
  })

  test('of a busy facility come together: the first at once, then the latest', async () => {
    const due: (() => void)[] = []
    const timers: Timers = {
      after(delayMs, run) {
        if (delayMs < 1000) due.push(run)
        return () => {}
      },
    }
    const central = await started({ timers })
    const bench = await enrolBench(central)
    const heads: number[] = []
    const reading = await openStream(central.url, bench.token, (_, data) => heads.push(headOf(data)))
    await vi.waitFor(() => expect(heads).toHaveLength(1))
    const { signals } = central.sample.central
    for (const head of [101, 102, 103]) signals.moved(1, head)
    await vi.waitFor(() => expect(heads.slice(1)).toEqual([101]))
    for (const run of due.splice(0)) run()
    await vi.waitFor(() => expect(heads.slice(1)).toEqual([101, 103]))
    for (const run of due.splice(0)) run()
    signals.moved(1, 104)
    await vi.waitFor(() => expect(heads.slice(1)).toEqual([101, 103, 104]))
    reading.abort()
  })

  test('a bench has two streams at most: the oldest gives way', async () => {
    const central = await started()
    const bench = await enrolBench(central)
    const other = await enrolBench(central)
    const ended: string[] = []
    const open = async (of: TestBench, name: string) => {
      const stream = await openStream(central.url, of.token, () => {})
      stream.ended.then(() => ended.push(name)).catch(() => {})
      return stream
    }
    const streams = [await open(other, 'another bench’s')]
    for (const name of ['first', 'second', 'third', 'fourth']) streams.push(await open(bench, name))
    await vi.waitFor(() => expect(ended).toEqual(['first', 'second']))
    for (const stream of streams) stream.abort()
  })

  test('a bench that has gone while its token was looked up leaves nothing behind', async () => {
    const central = await started()
    const { store } = central.sample.central
    const bench = await benchByToken(store.db, (await enrolBench(central)).token)
    if (bench === undefined) throw new Error('not enrolled')
    const waiting = new Set<() => void>()
    const timers: Timers = {
      after(_delayMs, run) {
        waiting.add(run)
        return () => waiting.delete(run)
      },
    }
    const raw = new ServerResponse(new IncomingMessage(new Socket()))
    raw.destroy()
    const reply = { raw, hijack: (): FastifyReply => reply } as FastifyReply
    liveEvents(central.sample.central, timers).open(bench, reply)
    expect(waiting.size).toBe(0)
  })

  test.each(['/events', '/snapshot'])('HEAD %s makes no stream', async (path) => {
    const central = await started()
    const bench = await enrolBench(central)
    const headers = { authorization: `Bearer ${bench.token}` }
    const reply = await fetch(`${central.url}/api/v1/bench${path}`, { method: 'HEAD', headers })
    expect(reply.status).toBe(405)
    expect(reply.headers.get('allow')).toBe('GET')
  })

  test('a stop of central ends the streams', async () => {
    const central = await startCentral()
    const bench = await enrolBench(central)
    const response = await fetch(`${central.url}/api/v1/bench/events`, {
      headers: { authorization: `Bearer ${bench.token}` },
    })
    const ended = response.text().catch(() => 'cut off')
    await central.stop()
    expect(await ended).toContain('event: moved')
  })
})
