import { connect } from 'node:net'
import { createParser } from 'eventsource-parser'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { enrolBench } from '../../support/bench-client'
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
    const central = await started()
    const bench = await enrolBench(central)
    const { hostname, port } = new URL(central.url)
    const socket = connect(Number(port), hostname)
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.pause()
    socket.write(`GET /api/v1/bench/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bench.token}\r\n\r\n`)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => {})
    const { signals } = central.sample.central
    await bench.send({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'S' })
    for (let round = 0; round < 400; round++) {
      for (let wake = 0; wake < 500; wake++) signals.moved(1, wake)
      await new Promise((resolve) => setImmediate(resolve))
    }
    socket.resume()
    await closed
    expect((await bench.send({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'T' })).result).toBe('accepted')
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
