import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { claimReply } from '../../../shared/api/bench'
import { claimProcedure, releaseClaim } from '../../domain/benches/claims'
import { endpoint, pathId } from '../endpoint'
import type { BenchContext } from './context'
import { refusalOf } from './refusals'

export function claimRoutes(app: FastifyInstance, { central, benchOf }: BenchContext) {
  endpoint(app, '/claims/:id', {
    PUT: async (request): Promise<z.input<typeof claimReply>> => {
      const claim = await claimProcedure(central, benchOf(request), pathId(request))
      if (!claim.ok) throw refusalOf(claim.problem)
      return claim.value
    },
    DELETE: async (request, reply) => {
      const released = await releaseClaim(central, benchOf(request), pathId(request))
      if (!released.ok) throw refusalOf(released.problem)
      return reply.status(204).send()
    },
  })
}
