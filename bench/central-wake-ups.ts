// Many benches on live events: how long after a change each of them is woken. The time runs from before the change is asked for, so that it
// holds the change itself and its commit too.
import { connect, type Socket } from 'node:net'
import type { LoadBench } from './central-prepare'

export interface WakeUpTimes {
  /** Of each bench and each change. */
  readonly each: readonly number[]
  /** Of each change, until the last bench had it. */
  readonly all: readonly number[]
  /** Of each change, until its own answer. */
  readonly answered: readonly number[]
}

interface Listening {
  readonly sockets: Socket[]
  woken: () => void
}

async function listen(url: string, tokens: readonly string[], target: Listening): Promise<void> {
  const { hostname, port } = new URL(url)
  const first = tokens.map(
    (token) =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(Number(port), hostname)
        socket.on('error', reject)
        socket.write(`GET /api/v1/bench/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\n\r\n`)
        socket.on('data', (data) => {
          for (const _ of data.toString('latin1').matchAll(/"head":/g)) target.woken()
          resolve()
        })
        target.sockets.push(socket)
      }),
  )
  await Promise.all(first)
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Listeners share the processes evenly; the changes come to the first process. */
export async function measureWakeUps(
  urls: readonly string[],
  listeners: readonly string[],
  bench: LoadBench,
  changes: number,
): Promise<WakeUpTimes> {
  const target: Listening = { sockets: [], woken: () => {} }
  for (const [index, url] of urls.entries()) {
    await listen(
      url,
      listeners.filter((_, nth) => nth % urls.length === index),
      target,
    )
  }
  await pause(500)
  const each: number[] = []
  const all: number[] = []
  const answered: number[] = []
  for (let nth = 0; nth < changes; nth++) {
    const change = bench.nextChange()
    const startedMs = performance.now()
    let woken = 0
    await new Promise<void>((resolve, reject) => {
      target.woken = () => {
        each.push(performance.now() - startedMs)
        if (++woken === listeners.length) resolve()
      }
      const headers = { authorization: `Bearer ${bench.token}`, 'content-type': 'application/json' }
      fetch(`${urls[0]}/api/v1/bench/intents`, { method: 'POST', headers, body: change })
        .then(() => answered.push(performance.now() - startedMs))
        .catch(reject)
    })
    all.push(performance.now() - startedMs)
    // Wake-ups that follow closely would come together.
    await pause(120)
  }
  for (const socket of target.sockets) socket.destroy()
  return { each, all, answered }
}
