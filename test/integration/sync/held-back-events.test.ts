// A proxy that holds back the body of a stream, between a real central and a real bench: the headers come at once, what is in it later.
import { createServer, request as requestOf, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { systemTimers } from '../../../src/platform/system-ports'
import type { Timers } from '../../../src/shared/ports'
import { startCentral } from '../../support/central'
import { deviceOf } from '../../support/through-device'
import { quietNetwork } from './quiet-network'
import { startBench, until } from './support'

/** Passes everything on; of a stream of events only the head, until it is told to let go. */
async function holdingProxy(target: () => string) {
  const held: { readonly to: ServerResponse; readonly parts: Buffer[] }[] = []
  let isHolding = true
  const server = createServer((asked, response) => {
    const { host: _host, ...headers } = asked.headers
    const forwarded = requestOf(`${target()}${asked.url}`, { method: asked.method ?? 'GET', headers, agent: false })
    forwarded.on('error', () => response.destroy())
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders()
      if (!asked.url?.endsWith('/events')) return void answer.pipe(response)
      const stream = { to: response, parts: [] as Buffer[] }
      held.push(stream)
      answer.on('data', (part: Buffer) => (isHolding ? stream.parts.push(part) : response.write(part)))
      answer.on('end', () => response.end())
    })
    response.on('close', () => forwarded.destroy())
    asked.pipe(forwarded)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heldBytes: () => held.reduce((sum, { parts }) => sum + Buffer.concat(parts).length, 0),
    /** What has gathered comes in one piece. */
    flush() {
      for (const { to, parts } of held) to.write(Buffer.concat(parts.splice(0)))
    },
    letGo() {
      this.flush()
      isHolding = false
    },
  }
}

test('events that a proxy holds back for 40 s are never called live, and what is decided arrives by asking', async () => {
  const { fetch, time } = quietNetwork()
  // Pauses within central's work pass by themselves; its heartbeats come when the test lets time pass.
  const timers: Timers = {
    after: (ms, run) => (ms < 1_000 ? systemTimers.after(ms, run) : time.after(ms, run)),
  }
  const central = await startCentral({ clock: time, timers })
  onTestFinished(() => central.stop())
  const proxy = await holdingProxy(() => central.url)
  const bench = await startBench({ fetch, time })
  const streams: string[] = []
  const soon = (what: string, holds: () => boolean) =>
    until(what, async () => {
      await time.advance(0)
      streams.push(bench.sync.status().stream)
      return holds()
    })
  let isEnrolled = false
  void bench.sync.enrol(proxy.url, central.sample.benchEnrolmentCode ?? '', 'Bench 1').then(({ ok }) => {
    isEnrolled = ok
  })
  await soon('the stream is open', () => isEnrolled && bench.sync.status().stream === 'opening')
  await soon('central has said something in it', () => proxy.heldBytes() > 0)
  await time.advance(3_000)
  expect(bench.sync.status().stream).toBe('heldBack')

  const device = deviceOf(central)
  const levelHere = () => bench.store.mirror.tanks('').find(({ tank }) => Number(tank.id) === 1)?.tank.level?.percent
  await device.post('/status', { state: 'idle', levels: [{ storageId: 1, percent: 12 }] })
  await time.advance(5_000)
  await soon('asking has brought it', () => levelHere() === 12)

  await time.advance(32_000)
  proxy.flush()
  await soon('what was held back has come', () => proxy.heldBytes() === 0)
  expect(bench.sync.status().stream).toBe('heldBack')
  expect(streams).not.toContain('live')

  proxy.letGo()
  await time.advance(45_000)
  await soon('three heartbeats in time are believed', () => bench.sync.status().stream === 'live')
})
