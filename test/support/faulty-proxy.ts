// A network that misbehaves, between a bench and a real central: an HTTP proxy on the loopback. What it does to a request is chosen by a
// seeded source of chance, until it heals.
import { createServer, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Random } from '../../src/shared/ports'

export const faults = [
  /** Nothing gets through. */
  'drop',
  /** Central does it; the connection breaks before the answer. */
  'dropAnswer',
  /** Central does it; silence follows. */
  'oneWay',
  /** Half-open: the connection stands, and nobody is there. */
  'silence',
  'delay',
  /** Central gets it twice; the bench hears the second answer. */
  'duplicate',
  /** Half of the answer. */
  'truncate',
  /** Central does it, and something before it says 500. */
  'error500',
  /** 429 with Retry-After, by something before central. */
  'busy',
  /** A page where JSON should be. */
  'page',
] as const
export type Fault = (typeof faults)[number]

export interface FaultyProxy {
  readonly url: string
  /** How often each fault has struck. */
  readonly struck: Readonly<Record<Fault, number>>
  /** Requests since the start, healed or not, whose path ends so. */
  requests(ending?: string): number
  /** From here on everything gets through; what is silent is cut. */
  heal(): void
  stop(): Promise<void>
}

export interface FaultyProxyOptions {
  /** Central's address at the moment: one that is started again has another port. */
  readonly target: () => string
  readonly random: Random
  /** Share of the requests that something happens to, 0 to 1. */
  readonly rate: number
  readonly longestDelayMs?: number
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part)
  return Buffer.concat(parts)
}

export async function faultyProxy(options: FaultyProxyOptions): Promise<FaultyProxy> {
  const { target, random, rate, longestDelayMs = 100 } = options
  const struck = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>
  const held = new Set<ServerResponse>()
  let isHealed = false
  const paths: string[] = []

  const open = (asked: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { host: _host, connection: _connection, 'transfer-encoding': _encoding, ...headers } = asked.headers
      const forwarded = requestOf(`${target()}${asked.url}`, {
        method: asked.method ?? 'GET',
        headers: { ...headers, 'content-length': String(body.length) },
        agent: false,
      })
      forwarded.once('response', resolve)
      forwarded.once('error', reject)
      forwarded.end(body)
    })
  const ask = async (asked: IncomingMessage, body: Buffer): Promise<Answer> => {
    const answer = await open(asked, body)
    return { status: answer.statusCode ?? 502, headers: answer.headers, body: await bodyOf(answer) }
  }
  const give = (response: ServerResponse, { status, headers, body }: Answer, bytes = body.length) => {
    const { 'transfer-encoding': _encoding, ...kept } = headers
    response.writeHead(status, { ...kept, 'content-length': String(body.length) })
    if (bytes === body.length) response.end(body)
    else response.write(body.subarray(0, bytes), () => response.destroy())
  }
  const hold = (response: ServerResponse) => {
    held.add(response)
    response.once('close', () => held.delete(response))
  }
  const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  /** Streams pass piece by piece, until the fault strikes somewhere in the middle. */
  const stream = async (asked: IncomingMessage, response: ServerResponse, fault: Fault | null) => {
    const answer = await open(asked, Buffer.alloc(0))
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers })
    response.once('close', () => answer.destroy())
    let left = fault === null ? Number.POSITIVE_INFINITY : Math.floor(random.next() * 60_000)
    answer.on('data', (part: Buffer) => {
      if (left <= 0) return
      response.write(part.subarray(0, Math.min(part.length, left)))
      left -= part.length
      if (left > 0) return
      if (fault === 'silence' || fault === 'oneWay') hold(response)
      else response.destroy()
    })
    answer.once('end', () => left > 0 && response.end())
    answer.once('error', () => response.destroy())
    if (fault !== null && asked.url?.endsWith('/events')) {
      // Events are few: the fault strikes by time.
      await later(random.next() * longestDelayMs * 5)
      left = 0
      if (fault === 'silence' || fault === 'oneWay') hold(response)
      else response.destroy()
    }
  }

  const act = async (asked: IncomingMessage, response: ServerResponse, fault: Fault | null): Promise<unknown> => {
    const isStream = /\/(events|snapshot)\b/.test(asked.url ?? '')
    switch (fault) {
      case 'drop':
        return response.destroy()
      case 'busy':
        return response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' }).end('{}')
      case 'page':
        return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')
      case 'silence':
        if (!isStream) return hold(response)
    }
    if (isStream) return stream(asked, response, fault)
    const body = await bodyOf(asked)
    switch (fault) {
      case 'delay':
        await later(random.next() * longestDelayMs)
        break
      case 'duplicate':
        await ask(asked, body)
        break
    }
    const answer = await ask(asked, body)
    switch (fault) {
      case 'dropAnswer':
        return response.destroy()
      case 'oneWay':
        return hold(response)
      case 'error500':
        return response.writeHead(500, { 'content-type': 'application/json' }).end('{}')
      case 'truncate':
        return give(response, answer, Math.floor(answer.body.length / 2))
      default:
        return give(response, answer)
    }
  }

  const server = createServer((asked, response) => {
    paths.push(new URL(asked.url ?? '/', target()).pathname)
    const isStruck = random.next() < rate
    const chosen = faults[Math.floor(random.next() * faults.length)] ?? 'drop'
    const fault = isStruck && !isHealed ? chosen : null
    if (fault !== null) struck[fault] += 1
    // Central may be away: that is the same as a broken connection.
    act(asked, response, fault).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    struck,
    requests: (ending = '') => paths.filter((path) => path.endsWith(ending)).length,
    heal() {
      isHealed = true
      for (const response of held) response.destroy()
    },
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
