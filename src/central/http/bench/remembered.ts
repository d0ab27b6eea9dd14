// What a bench remembers of a time that central has lost.
import type { FastifyInstance } from 'fastify'
import { type RememberedReply, rememberedRequest } from '../../../shared/api/bench'
import { readHistory } from '../../../shared/api/feed-history'
import { reached } from '../../domain/feed/history'
import { remember } from '../../domain/restoration/remembered'
import { settingsEpoch } from '../../store/epoch'
import { endpoint } from '../endpoint'
import { HttpRefusal, parsed } from '../refusal'
import type { BenchContext } from './context'

export function rememberedRoutes(app: FastifyInstance, { central, benchOf }: BenchContext) {
  endpoint(app, '/remembered', {
    POST: async (request): Promise<RememberedReply> => {
      const { known: text, ...told } = parsed(rememberedRequest, request.body)
      const known = readHistory(text)
      if (!known) throw new HttpRefusal('VALIDATION_ERROR', 'known: must be <epoch>:<n>:<digest>')
      const bench = benchOf(request)
      const row = await remember(central, bench, { ...told, known })
      if (row === null) return { restoration: null }
      const { db } = central.store
      const end = { epoch: await settingsEpoch(db), ...(await reached(db, bench.facility.id)) }
      return { restoration: { id: row.id, from: row.from_at, to: row.to_at }, reached: end }
    },
  })
}
