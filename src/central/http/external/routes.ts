// The B2B API, `/api/v1/external`: who is asking, and a route for each operation.
import type { FastifyInstance } from 'fastify'
import type { Budgets } from '../../domain/budgets'
import type { Central } from '../../domain/central'
import type { AccessTokens, Client } from '../../domain/clients/access-tokens'
import { bearerToken, endpoint, type Handler, pathId, perRequest, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { operations } from './operations'

export interface ExternalOptions {
  readonly central: Central
  readonly tokens: AccessTokens
  readonly budgets: Budgets
  readonly requestsPerMinute: number
}

export function externalRoutes({ central, tokens, budgets, requestsPerMinute }: ExternalOptions) {
  const clients = perRequest<Client>()
  return async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      const token = bearerToken(request)
      if (token === undefined) throw unauthorized('A bearer token is needed')
      const client = await tokens.clientOf(token)
      if (!client) throw unauthorized('The token is not valid, or no longer')
      clients.set(request, client)
      await spend(budgets, `client:${client.id}`, requestsPerMinute, reply)
    })

    for (const [path, methods] of Object.entries(operations)) {
      const handlers = Object.entries(methods).map(([method, operation]): [string, Handler] => [
        method,
        (request, reply) =>
          operation.answer({ central, client: clients.get(request), id: pathId(request) }, request, reply),
      ])
      endpoint(app, path.replace('{id}', ':id'), Object.fromEntries(handlers))
    }
  }
}
