// What a bench remembers of a time that central has lost.
import type { FastifyInstance } from 'fastify'
import { type RememberedReply, rememberedRequest } from '../../../shared/api/bench'
import { readHistory } from '../../../shared/api/feed-history'
import { remember } from '../../domain/restoration/remembered'
import { endpoint } from '../endpoint'
import { HttpRefusal, parsed } from '../refusal'
import type { BenchContext } from './context'

export function rememberedRoutes(app: FastifyInstance, { central, benchOf }: BenchContext) {
  endpoint(app, '/remembered', {
    POST: async (request): Promise<RememberedReply> => {
      const { known: text, ...told } = parsed(rememberedRequest, request.body)
      const known = readHistory(text)
      if (!known) throw new HttpRefusal('VALIDATION_ERROR', 'known: must be <epoch>:<n>:<digest>')
      const row = await remember(central, benchOf(request), { ...told, known })
      return { restoration: row && { id: row.id, from: row.from_at, to: row.to_at } }
    },
  })
}
