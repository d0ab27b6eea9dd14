// A bench's store and sync in this process, and a central that says whatever a test tells it to, over real HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
import type { Secrets } from '../../../src/main/engine/central/connection/secrets'
import { systemFetch } from '../../../src/main/engine/central/connection/system-fetch'
import { type Sync, startSync } from '../../../src/main/engine/central/sync'
import type { BenchStore } from '../../../src/main/engine/store/contract/store'
import { openStore } from '../../../src/main/engine/store/open'
import { systemClock, systemTimers } from '../../../src/platform/system-ports'
import type { Clock, Timers } from '../../../src/shared/ports'
import type { SecretName } from '../../../src/shared/shell-messages'
import type { CentralLink } from '../../../src/shared/views/central-link'

export async function until(what: string, holds: () => boolean | Promise<boolean>, deadlineMs = 50_000): Promise<void> {
  const endMs = Date.now() + deadlineMs
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(`Did not come about: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export function heldSecrets(): Secrets & { readonly kept: Map<SecretName, string> } {
  const kept = new Map<SecretName, string>()
  return {
    kept,
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => void kept.set(name, value),
  }
}

export interface TestBench {
  readonly store: BenchStore
  readonly sync: Sync
  readonly links: readonly CentralLink[]
  readonly secrets: ReturnType<typeof heldSecrets>
  readonly folder: string
  /** Ends it as an orderly end of the program would. */
  end(): Promise<void>
}

export interface BenchOptions {
  readonly fetch?: Fetch
  readonly folder?: string
  readonly secrets?: ReturnType<typeof heldSecrets>
  /** Back-off is shortened by a small one. */
  readonly chance?: number
  /** Instead of real time. */
  readonly time?: Clock & Timers
}

export async function startBench(options: BenchOptions = {}): Promise<TestBench> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'cryobench-sync-'))
  const clock = options.time ?? systemClock
  const opened = openStore({ file: join(folder, 'bench.db'), clock, ids: { next: () => v7() } })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const store = opened.value
  const secrets = options.secrets ?? heldSecrets()
  const links: CentralLink[] = []
  const sync = await startSync({
    store,
    secrets,
    fetch: options.fetch ?? systemFetch,
    clock,
    timers: options.time ?? systemTimers,
    random: { next: () => options.chance ?? 0.1 },
    onLink: (link) => links.push(link),
  })
  let ended: Promise<void> | null = null
  const end = () => {
    ended ??= sync.stop().then(() => store.close())
    return ended
  }
  onTestFinished(async () => {
    await end()
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
  })
  return { store, sync, links, secrets, folder, end }
}

export const kinds = (links: readonly CentralLink[]): readonly string[] =>
  links.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1])

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly token: string | null
}
export type Says = (asked: Asked, response: ServerResponse) => void

export const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

const serverTime = () => new Date().toISOString()

/** A central of few words. Each path can be given others; `asked` keeps what it was asked. */
export async function scriptedCentral(first: Partial<Record<string, Says>> = {}) {
  const asked: Asked[] = []
  const says: Record<string, Says> = {
    '/enrol': (_, response) =>
      json(response, 201, {
        benchId: '01890000-0000-7000-8000-00000000000b',
        token: 'secret-token',
        organization: { id: 1, name: 'Clinic', facility: { id: 1, name: 'Main' } },
      }),
    '/snapshot': (_, response) => snapshot(response, []),
    '/changes': (_, response) => json(response, 200, { epoch: 'e1', head: 0, rows: [], serverTime: serverTime() }),
    '/events': (_, response) => void response.writeHead(404).end(),
    '/intents': ({ body }, response) =>
      json(response, 200, { answers: idsOf(body).map((intentId) => accepted(intentId)), serverTime: serverTime() }),
    ...(first as Record<string, Says>),
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://central')
    const path = url.pathname.replace('/api/v1/bench', '')
    let text = ''
    for await (const part of request) text += part
    const token = request.headers.authorization ?? null
    const one = { method: request.method ?? '', path, query: url.searchParams, body: text && JSON.parse(text), token }
    asked.push(one)
    const say = says[path]
    if (say) say(one, response)
    else json(response, 404, { error: { code: 'NOT_FOUND', message: path } })
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    says,
    times: (path: string) => asked.filter((one) => one.path === path).length,
  }
}

export const idsOf = (body: unknown): readonly string[] =>
  (body as { intents: { intentId: string }[] }).intents.map(({ intentId }) => intentId)

export const accepted = (intentId: string) => ({ intentId, result: 'accepted', problem: null, version: 1 })

/** A whole snapshot; `lines` are its rows, or any text. */
export function snapshot(
  response: ServerResponse,
  lines: readonly unknown[],
  over: { epoch?: string; position?: number } = {},
  endTotal = lines.length,
) {
  const head = { kind: 'head', epoch: 'e1', position: 0, total: lines.length, serverTime: serverTime(), ...over }
  const all = [head, ...lines, { kind: 'end', total: endTotal }]
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  response.end(all.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''))
}

export const person = (n: number) => ({ entity: 'person', body: { id: `p-${n}`, name: `Person ${n}`, role: 'staff' } })
export const feedRow = (n: number, row: object = person(n)) => ({ n, at: serverTime(), ...row })
export const page = (rows: readonly { n: number }[], head = rows.at(-1)?.n ?? 0, epoch = 'e1') => ({
  epoch,
  head,
  rows,
  serverTime: serverTime(),
})
