// The benches' API behind their token, `/api/v1/bench`: acts, feed, snapshot, live events, claims.
import type { FastifyInstance } from 'fastify'
import { type Bench, benchByToken } from '../../domain/benches/enrolment'
import type { Budgets } from '../../domain/budgets'
import type { Central } from '../../domain/central'
import { sameHistory } from '../../domain/feed/history'
import { bearerToken, perRequest, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { claimRoutes } from './claims'
import type { BenchContext } from './context'
import { feedRoutes } from './feed'
import { intentRoutes } from './intents'
import type { LiveEvents } from './live-events'
import { refusalOf } from './refusals'
import { rememberedRoutes } from './remembered'
import type { SnapshotStreams } from './snapshot-streams'

export interface BenchOptions {
  readonly central: Central
  readonly budgets: Budgets
  readonly requestsPerMinute: number
  readonly live: LiveEvents
  readonly snapshots: SnapshotStreams
}

export function benchRoutes({ central, budgets, requestsPerMinute, live, snapshots }: BenchOptions) {
  const benches = perRequest<Bench>()
  const context: BenchContext = {
    central,
    live,
    snapshots,
    benchOf: benches.get,
    async refuseOtherHistory({ facility }, known) {
      const same = known && (await sameHistory(central, facility.id, known))
      if (same && !same.ok) throw refusalOf(same.problem)
    },
  }

  return async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      const token = bearerToken(request)
      const bench = token === undefined ? undefined : await benchByToken(central.store.db, token)
      if (!bench) throw unauthorized('The bench is not enrolled, or its enrolment was revoked')
      benches.set(request, bench)
      await spend(budgets, `bench:${bench.id}`, requestsPerMinute, reply)
    })
    intentRoutes(app, context)
    feedRoutes(app, context)
    claimRoutes(app, context)
    rememberedRoutes(app, context)
  }
}
