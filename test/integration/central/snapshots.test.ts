// Snapshots hold the database's few long views: no bench holds more than one, and none for ever.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshotLines } from '../../../src/central/domain/feed/snapshot'
import type { Store } from '../../../src/central/store/store'
import { systemTimers } from '../../../src/platform/system-ports'
import type { Timers } from '../../../src/shared/ports'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { newDatabase } from '../../support/postgres'

const databases = [
  { name: 'SQLite', make: async () => ({}) },
  { name: 'PostgreSQL', make: async () => ({ database: await newDatabase() }) },
] as const

const lifeMs = 10 * 60_000

/** As the system's, but those of a snapshot's life go off when the test says so. */
function timersOfLives(): Timers & { readonly open: Set<() => void> } {
  const open = new Set<() => void>()
  return {
    open,
    after(delayMs, run) {
      if (delayMs !== lifeMs) return systemTimers.after(delayMs, run)
      open.add(run)
      return () => open.delete(run)
    },
  }
}

const lastLine = /"kind":"end","total":\d+\}\n/

/** A snapshot of which only the beginning is read: more than a connection's buffers hold waits behind it. */
async function slowSnapshot(central: TestCentral, bench: TestBench) {
  const { hostname, port } = new URL(central.url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const first = new Promise<void>((resolve) => {
    socket.once('data', () => {
      socket.pause()
      resolve()
    })
  })
  socket.on('data', (data) => {
    text += data
    if (lastLine.test(text.slice(-200))) socket.end()
  })
  socket.write(`GET /api/v1/bench/snapshot HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bench.token}\r\n\r\n`)
  await Promise.race([first, closed])
  expect(text).toContain('200 OK')
  return {
    end: () => socket.destroy(),
    /** Reads on; answers how it ended. */
    async rest(): Promise<'whole' | 'cut'> {
      socket.resume()
      await closed
      return lastLine.test(text.slice(-200)) ? 'whole' : 'cut'
    },
  }
}

describe.each(databases)('a snapshot on $name', ({ make }) => {
  const timers = timersOfLives()
  let central: TestCentral
  beforeAll(async () => {
    central = await startCentral({ ...(await make()), timers, sample: { size: 20_000 } })
  }, 120_000)
  afterAll(() => central.stop())

  test('gives way to the bench’s next one; no number of them keeps another bench waiting', async () => {
    const [greedy, other] = [await enrolBench(central), await enrolBench(central)]
    const streams = []
    for (let n = 0; n < 8; n++) streams.push(await slowSnapshot(central, greedy))
    expect(String((await other.get('/snapshot')).body)).toMatch(lastLine)
    const ends = []
    for (const each of streams) ends.push(await each.rest())
    expect(ends).toEqual([...streams.slice(1).map(() => 'cut'), 'whole'])
  }, 40_000)

  test('of another bench goes on beside it', async () => {
    const [one, other] = [await enrolBench(central), await enrolBench(central)]
    const slow = await slowSnapshot(central, one)
    for (let n = 0; n < 3; n++) expect(String((await other.get('/snapshot')).body)).toMatch(lastLine)
    expect(await slow.rest()).toBe('whole')
  }, 40_000)

  test('has a longest life, however it is read; its end leaves no timer', async () => {
    // Central has a timer of its own of that length.
    const others = new Set(timers.open)
    const lives = () => [...timers.open].filter((each) => !others.has(each))
    const bench = await enrolBench(central)
    expect(String((await bench.get('/snapshot')).body)).toMatch(lastLine)
    const slow = await slowSnapshot(central, bench)
    // The one before was closed with its connection, or by this one.
    await expect.poll(() => lives().length).toBe(1)
    for (const end of lives()) end()
    expect(await slow.rest()).toBe('cut')
    await expect.poll(lives).toEqual([])
  }, 40_000)

  test('that nobody waits for any more gives its view back unread', async () => {
    const { store, ...ports } = central.sample.central
    let open = 0
    const counted: Store = {
      ...store,
      async openReader() {
        const reader = await store.openReader()
        open += 1
        const close = async () => {
          open -= 1
          await reader.close()
        }
        return { ...reader, close }
      },
    }
    const lines = await snapshotLines({ ...ports, store: counted }, 1, null, () => false)
    if (!lines.ok) throw new Error('refused')
    expect(await lines.value.next()).toEqual({ done: true, value: undefined })
    expect(open).toBe(0)
  })
})
