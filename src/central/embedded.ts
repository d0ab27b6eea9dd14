// Central as one function: opens its store, listens, and can be stopped. The only place that composes it.
import type { FastifyInstance } from 'fastify'
import { ok, type Result, refused } from '../shared/result'
import { issueEnrolmentCode } from './domain/benches/enrolment'
import type { Central } from './domain/central'
import { accessTokens } from './domain/clients/access-tokens'
import { alikeNames } from './domain/names/alike'
import { type PersonAt, setPerson } from './domain/people/set-person'
import { enrolRoutes } from './http/bench/enrolment'
import { liveEvents } from './http/bench/live-events'
import { benchRoutes } from './http/bench/routes'
import { snapshotStreams } from './http/bench/snapshot-streams'
import { deviceRoutes } from './http/device/routes'
import { oauthRoutes } from './http/external/oauth'
import { openapiRoutes } from './http/external/openapi'
import { externalRoutes } from './http/external/routes'
import { openRequests } from './http/open-requests'
import { createServer, type Tls } from './http/server'
import { ensureSample } from './sample/ensure-sample'
import type { SampleOptions } from './sample/sample'
import { type Database, type DatabaseChoice, openDatabase } from './start/database'
import { enrolmentAddress } from './start/enrolment-address'
import type { CentralPorts } from './start/ports'
import type { StartProblem } from './start/problem'
import { type Readiness, readiness } from './start/readiness'
import { ensureEpoch } from './store/epoch'

interface ServiceOptions {
  readonly host: string
  /** Serves https. */
  readonly tls?: Tls
  /** How benches reach central, if not at the address it listens on. */
  readonly publicUrl?: string
  /** 0: any free port. */
  readonly port: number
  readonly requestsPerMinute: number
  /** Fills an empty database; a database with data stays as it is. */
  readonly sample?: SampleOptions
  /** Added or updated before central serves. */
  readonly people?: readonly PersonAt[]
  /** Gets sentences about what is done to the database before central serves. */
  readonly tell?: (sentence: string) => void
}
export type CentralOptions = ServiceOptions & DatabaseChoice

export interface RunningCentral extends Readiness {
  /** By device id, for the sample's devices only. */
  readonly deviceTokens: Readonly<Record<string, string>>
  /** For tests and tools in the same process. */
  readonly central: Central
  /** As `central`: answers requests without a socket. */
  readonly server: FastifyInstance
  newEnrolmentCode(facility: number): Promise<string>
  /** Ends the streams, answers what is open, and closes the store. */
  stop(): Promise<void>
}

/** Starts central, or says in data why it can't. */
export async function startCentral(
  options: CentralOptions,
  ports: CentralPorts,
): Promise<Result<RunningCentral, StartProblem>> {
  const opened = await openDatabase(options, {
    ...ports,
    tell: options.tell ?? (() => {}),
    // SECURITY: only its message: pg attaches the connection, with its password, to such an error.
    lost: (problem) => ports.logger.warn({ why: problem.message }, 'a connection to the database was lost'),
  })
  if (!opened.ok) return opened
  try {
    return await serve(options, ports, opened.value)
  } catch (problem) {
    // Otherwise its connections would keep the process alive, and other centrals waiting for their turn at the database.
    await opened.value.close().catch(() => {})
    throw problem
  }
}

async function serve(
  options: CentralOptions,
  ports: CentralPorts,
  { store, signals, budgets, ...database }: Database,
): Promise<Result<RunningCentral, StartProblem>> {
  const central: Central = { store, ...ports, signals }
  await ensureEpoch(store.db, ports.ids.next())
  const credentials = await ensureSample(central, options.sample, database.credentials)
  const tokens = await accessTokens(store, ports.clock)
  for (const person of options.people ?? []) {
    const set = await setPerson(central, person)
    if (set.ok) continue
    await database.close()
    return set
  }
  const alike = await alikeNames(store.db)
  if (alike.length > 0) {
    options.tell?.(
      `Names: ${alike.length} groups of names look alike; --alike-names lists them, see docs/operations.md.`,
    )
  }
  await database.prepared()
  const live = liveEvents(central, ports.timers)
  const snapshots = snapshotStreams(ports.timers)
  const shared = { central, budgets, tokens, live, snapshots, requestsPerMinute: options.requestsPerMinute }

  const app = createServer(ports.logger, options.tls ?? null)
  const allAnswered = openRequests(app, ports.timers)
  await app.register(oauthRoutes(shared))
  await app.register(oauthRoutes(shared), { prefix: '/api/v1/external' })
  await app.register(openapiRoutes, { prefix: '/api/v1/external' })
  await app.register(externalRoutes(shared), { prefix: '/api/v1/external' })
  await app.register(enrolRoutes(shared), { prefix: '/api/v1/bench' })
  await app.register(benchRoutes(shared), { prefix: '/api/v1/bench' })
  await app.register(deviceRoutes(shared), { prefix: '/api/v1/device' })

  const { host, port } = options
  const url = await app
    .listen({ host, port })
    .catch((problem: unknown) => (problem instanceof Error ? problem : new Error(String(problem))))
  if (url instanceof Error) {
    await app.close()
    await database.close()
    return refused({ kind: 'cannotListen', host, port, why: url.message })
  }
  return ok({
    ...(await readiness(central, url, credentials, enrolmentAddress({ ...options, url }))),
    deviceTokens: credentials?.devices ?? {},
    central,
    server: app,
    newEnrolmentCode: (facility) => issueEnrolmentCode(central, facility),
    async stop() {
      app.server.close()
      live.endAll()
      await allAnswered()
      await app.close()
      await database.close()
    },
  })
}
