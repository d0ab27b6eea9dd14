// `POST /oauth/token`: OAuth 2.0 client credentials, form-encoded. Errors keep the API's own shape, not that of RFC 6749.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Budgets } from '../../domain/budgets'
import type { Central } from '../../domain/central'
import { type AccessTokens, authenticateClient, tokenLifeSeconds } from '../../domain/clients/access-tokens'
import { endpoint } from '../endpoint'
import { acceptForms } from '../form-body'
import { spend } from '../rate'
import { HttpRefusal, parsed } from '../refusal'

const longestSecret = 200

export const tokenPath = '/oauth/token'

export const tokenRequest = z.object({
  grant_type: z.literal('client_credentials', 'must be client_credentials'),
  client_id: z.string().min(1).max(longestSecret),
  client_secret: z.string().min(1).max(longestSecret),
})

export interface OauthOptions {
  readonly central: Central
  readonly tokens: AccessTokens
  readonly budgets: Budgets
  readonly requestsPerMinute: number
}

/** A client needs one token an hour; twice the API's budget leaves room for scripts that request one each time. */
const tokenBudgetFactor = 2

export function oauthRoutes({ central, tokens, budgets, requestsPerMinute }: OauthOptions) {
  return async (app: FastifyInstance) => {
    app.removeContentTypeParser('application/json')
    acceptForms(app)
    endpoint(app, tokenPath, {
      POST: async (request, reply) => {
        await spend(budgets, `token:${request.ip}`, requestsPerMinute * tokenBudgetFactor, reply)
        const { client_id, client_secret } = parsed(tokenRequest, request.body)
        const client = await authenticateClient(central.store.db, client_id, client_secret)
        if (!client) throw new HttpRefusal('UNAUTHORIZED', 'Unknown client, or wrong secret')
        reply.header('cache-control', 'no-store')
        return { access_token: await tokens.issue(client), token_type: 'Bearer', expires_in: tokenLifeSeconds }
      },
    })
  }
}
