// A real central in this process, over real HTTP on a free port, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { z } from 'zod'
import { type RunningCentral, startCentral as start } from '../../src/central/embedded'
import type { CentralPorts } from '../../src/central/start/ports'
import { systemClock, systemIds, systemSecrets, systemTimers } from '../../src/platform/system-ports'
import { tokenReply } from '../../src/shared/api/external'

/** Clock, timers, ids, their floor and secrets are the system's unless a test brings its own. */
export interface TestCentralOptions extends Partial<Omit<CentralPorts, 'logger'>> {
  /** Sample data (default), as many stored containers in the first facility; false for an empty central. */
  readonly sample?: { readonly size?: number; readonly seed?: number } | false
  /** Default: so many that no test meets the limit by chance. */
  readonly requestsPerMinute?: number
  /** A PostgreSQL database instead of a folder with SQLite. */
  readonly database?: string
  /** An existing folder, to start again on; it is then kept by `stop`. */
  readonly folder?: string
  readonly port?: number
  /** Serves https with it. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON, or the text if it is none. */
  readonly body: unknown
  /** The body in the shape that the contract gives it; throws on any other. */
  as<Schema extends z.ZodType>(schema: Schema): z.output<Schema>
}

/** A B2B client with its token. Paths are those after `/api/v1/external`. */
export interface TestClient {
  readonly token: string
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
}

export interface TestCentral {
  readonly url: string
  readonly folder: string
  /** What central prints when it is ready, the tokens of all devices, and its insides. */
  readonly sample: RunningCentral
  /** A client of the organization with this index: 0 has facilities 1 and 2, 1 has facility 3. */
  client(organization?: number): Promise<TestClient>
  stop(): Promise<void>
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  let body: unknown = text
  try {
    body = JSON.parse(text)
  } catch {
    // Not JSON: the text itself is what the test wants to see.
  }
  return { status: response.status, headers: response.headers, body, as: (schema) => schema.parse(body) }
}

export async function fetchToken(url: string, clientId: string, clientSecret: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  })
  const reply = await replyOf(await fetch(`${url}/oauth/token`, { method: 'POST', body }))
  if (reply.status !== 200) throw new Error(`No token: ${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.as(tokenReply).access_token
}

export function clientOf(url: string, token: string): TestClient {
  const base = `${url}/api/v1/external`
  const authorization = `Bearer ${token}`
  return {
    token,
    get: async (path, headers = {}) =>
      replyOf(await fetch(`${base}${path}`, { headers: { authorization, ...headers } })),
    post: async (path, body, headers = {}) =>
      replyOf(
        await fetch(`${base}${path}`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  }
}

let madeDatabase: (() => Promise<string>) | null = null

/** From here on in this test file a central without a folder of its own works on a database that `make` makes. */
export function startCentralsOn(make: () => Promise<string>) {
  madeDatabase = make
}

export async function startCentral(options: TestCentralOptions = {}): Promise<TestCentral> {
  const database = options.database ?? (options.folder === undefined ? await madeDatabase?.() : undefined)
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'central-')))
  const { size = 100, seed = 1 } = options.sample === false ? {} : (options.sample ?? {})
  const started = await start(
    {
      ...(database === undefined ? { folder } : { database: { url: database } }),
      host: '127.0.0.1',
      port: options.port ?? 0,
      ...(options.tls && { tls: { cert: options.tls.cert, key: options.tls.key } }),
      requestsPerMinute: options.requestsPerMinute ?? 1_000_000,
      ...(options.sample === false ? {} : { sample: { size, seed, progress: () => {} } }),
    },
    {
      clock: options.clock ?? systemClock,
      timers: options.timers ?? systemTimers,
      ids: options.ids ?? systemIds,
      secrets: options.secrets ?? systemSecrets,
      ...(options.idFloor && { idFloor: options.idFloor }),
      logger: pino({ level: process.env.CENTRAL_LOG ?? 'silent' }),
    },
  )
  if (!started.ok) throw new Error(`Central did not start: ${JSON.stringify(started.problem)}`)
  const running = started.value
  return {
    url: running.url,
    folder,
    sample: running,
    async client(organization = 0) {
      const client = running.organizations[organization]?.clients[0]
      if (!client?.clientSecret) throw new Error(`Organization ${organization} has no client`)
      return clientOf(running.url, await fetchToken(running.url, client.clientId, client.clientSecret))
    },
    async stop() {
      await running.stop()
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}
