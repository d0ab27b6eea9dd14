// What a bench asks central to decide.
import type { FastifyInstance } from 'fastify'
import { type FormerIntentsReply, formerIntentsRequest, type IntentsReply } from '../../../shared/api/bench'
import { intentsRequest } from '../../../shared/api/bench-requests'
import { decideBatch } from '../../acts/batch'
import { formerAnswers } from '../../acts/former-answers'
import { receivedIntents, reusedId } from '../../acts/received'
import { timeOf } from '../../domain/central'
import { reached } from '../../domain/feed/history'
import { endpoint } from '../endpoint'
import { HttpRefusal, parsed } from '../refusal'
import type { BenchContext } from './context'

export function intentRoutes(app: FastifyInstance, { central, benchOf, refuseOtherHistory }: BenchContext) {
  const { db } = central.store

  endpoint(app, '/intents', {
    POST: async (request): Promise<IntentsReply> => {
      const intents = receivedIntents(request.body)
      if (!intents)
        throw new HttpRefusal('VALIDATION_ERROR', 'intents: must be 1 to 100 intents, each with its intentId')
      const bench = benchOf(request)
      // After a restore the acts before these may be lost too: the bench then offers all of them again, in order.
      await refuseOtherHistory(bench, parsed(intentsRequest, request.body).known)
      const reused = await reusedId(db, intents)
      if (reused !== undefined) {
        throw new HttpRefusal('INTENT_REUSED', 'This intent was sent before with another body', { intentId: reused })
      }
      const answers = await decideBatch(central, bench, intents)
      return { answers, ...(await reached(db, bench.facility.id)), serverTime: timeOf(central.clock) }
    },
  })

  endpoint(app, '/former-intents', {
    POST: async (request): Promise<FormerIntentsReply> => {
      const { intentIds } = parsed(formerIntentsRequest, request.body)
      return { answers: await formerAnswers(central, benchOf(request), intentIds) }
    },
  })
}
