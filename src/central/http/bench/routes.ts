// The benches' API, `/api/v1/bench`: enrolment, intents, feed, snapshot, live events, claims.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type EnrolReply,
  enrolRequest,
  formerIntentsRequest,
  type HelloReply,
  type RenewReply,
  renewRequest,
} from '../../../shared/api/bench'
import { assertNever } from '../../../shared/assert-never'
import { facilityId, organizationId } from '../../../shared/model/ids'
import { decideBatch, receivedIntents, reusedId } from '../../acts/batch'
import { type ClaimProblem, claimProcedure, releaseClaim } from '../../domain/benches/claims'
import { type Bench, benchByToken, enrolBench } from '../../domain/benches/enrolment'
import { formerAnswers, renewBench } from '../../domain/benches/renewal'
import type { Budgets } from '../../domain/budgets'
import { type Central, timeOf } from '../../domain/central'
import {
  type ChangesProblem,
  changesAfter,
  feedPosition,
  type KnownHistory,
  knownHistory,
  reached,
  sameHistory,
} from '../../domain/feed/changes'
import { snapshotLines, snapshotResume } from '../../domain/feed/snapshot'
import type { Scope } from '../../store/organizations'
import { bearerToken, endpoint, pathId, perRequest, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { HttpRefusal, parsed, unknownThing } from '../refusal'
import type { LiveEvents } from './live-events'
import { type SnapshotStreams, sendLines } from './snapshot-streams'

export interface BenchOptions {
  readonly central: Central
  readonly budgets: Budgets
  readonly requestsPerMinute: number
  readonly live: LiveEvents
  readonly snapshots: SnapshotStreams
}

const feedPositionText = z.string().transform((text, context) => {
  const position = feedPosition(text)
  if (!position) context.addIssue('must be <epoch>:<n>')
  return position ?? z.NEVER
})

const knownText = z.string().transform((text, context) => {
  const history = knownHistory(text)
  if (!history) context.addIssue('must be <epoch>:<n>:<digest>, perhaps more rows behind commas')
  return history ?? z.NEVER
})

/** What a bench knows of central's history. Where that is not the present one, it has to begin anew. */
const known = { known: knownText.optional() }

const changesQuery = z.object({
  ...known,
  after: feedPositionText,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be 1 to 1000')
    .transform(Number)
    .refine((limit) => limit <= 1000, 'must be 1 to 1000')
    .default(1000),
})

/** The intents themselves are read one by one: one that is malformed must not spoil its neighbours. */
const intentsRequest = z.looseObject(known)

const snapshotQuery = z.object({ ...known, from: z.string().optional() })

/** Guessing an enrolment code is hopeless at 60 bits; this keeps the log readable. */
const enrolmentsPerMinute = 30
const hellosPerMinute = 120

function refusalOf(problem: ClaimProblem | ChangesProblem): HttpRefusal {
  switch (problem.kind) {
    case 'unknownProcedure':
      return unknownThing(`Procedure ${problem.procedureId}`)
    case 'closed':
      return new HttpRefusal('CONFLICT', `The procedure is ${problem.status}`)
    case 'claimed':
      return new HttpRefusal('CONFLICT', `Claimed by ${problem.claim.benchName}`, { claim: problem.claim })
    case 'otherEpoch':
      return new HttpRefusal('EPOCH_CHANGED', 'The feed starts anew: take a snapshot', {
        epoch: problem.epoch,
        head: problem.head,
      })
    default:
      return assertNever(problem)
  }
}

const organizationOf = (scope: Scope): RenewReply['organization'] => ({
  id: organizationId(scope.organization.id),
  name: scope.organization.name,
  facility: { id: facilityId(scope.id), name: scope.name },
})

export function enrolRoutes({ central, budgets }: BenchOptions) {
  return async (app: FastifyInstance) => {
    endpoint(app, '/hello', {
      GET: async (request, reply): Promise<HelloReply> => {
        await spend(budgets, `hello:${request.ip}`, hellosPerMinute, reply)
        return { service: 'cryobench-central', serverTime: timeOf(central.clock) }
      },
    })

    endpoint(app, '/enrol', {
      POST: async (request, reply): Promise<EnrolReply> => {
        await spend(budgets, `enrol:${request.ip}`, enrolmentsPerMinute, reply)
        const enrolled = await enrolBench(central, parsed(enrolRequest, request.body))
        if (!enrolled.ok) {
          throw enrolled.problem.kind === 'wrongKey'
            ? new HttpRefusal('VALIDATION_ERROR', 'publicKey: must be an Ed25519 key, SPKI, base64')
            : unauthorized('The enrolment code is unknown, used or too old', { reason: enrolled.problem.why })
        }
        const { benchId, token, scope } = enrolled.value
        reply.status(201)
        return { benchId, token, organization: organizationOf(scope) }
      },
    })

    // Not behind the token's check: after the first time the token is worth nothing for anything but asking again.
    endpoint(app, '/renew', {
      POST: async (request, reply): Promise<RenewReply> => {
        await spend(budgets, `enrol:${request.ip}`, enrolmentsPerMinute, reply)
        const renewed = await renewBench(central, bearerToken(request) ?? '', parsed(renewRequest, request.body))
        if (!renewed.ok) {
          throw renewed.problem.kind === 'wrongKey'
            ? new HttpRefusal(
                'VALIDATION_ERROR',
                'publicKey: must be a new Ed25519 key, with both signatures and the hash of a new token',
              )
            : unauthorized('The bench is not enrolled, or its enrolment was revoked')
        }
        const { benchId, scope } = renewed.value
        return { benchId, organization: organizationOf(scope) }
      },
    })
  }
}

export function benchRoutes({ central, budgets, requestsPerMinute, live, snapshots }: BenchOptions) {
  const benches = perRequest<Bench>()
  const { db } = central.store
  const refuseOther = async ({ facility }: Bench, known: KnownHistory | undefined) => {
    const same = known && (await sameHistory(central, facility.id, known))
    if (same && !same.ok) throw refusalOf(same.problem)
  }

  return async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      const token = bearerToken(request)
      const bench = token === undefined ? undefined : await benchByToken(db, token)
      if (!bench) throw unauthorized('The bench is not enrolled, or its enrolment was revoked')
      benches.set(request, bench)
      await spend(budgets, `bench:${bench.id}`, requestsPerMinute, reply)
    })

    endpoint(app, '/intents', {
      POST: async (request) => {
        const intents = receivedIntents(request.body)
        if (!intents)
          throw new HttpRefusal('VALIDATION_ERROR', 'intents: must be 1 to 100 intents, each with its intentId')
        const bench = benches.get(request)
        // After a restore the acts before these may be lost too: the bench offers all of them again, in their order.
        await refuseOther(bench, parsed(intentsRequest, request.body).known)
        const reused = await reusedId(db, intents)
        if (reused !== undefined) {
          throw new HttpRefusal('INTENT_REUSED', 'This intent was sent before with another body', { intentId: reused })
        }
        const answers = await decideBatch(central, bench, intents)
        return { answers, ...(await reached(db, bench.facility.id)), serverTime: timeOf(central.clock) }
      },
    })

    endpoint(app, '/former-intents', {
      POST: async (request) => {
        const { intentIds } = parsed(formerIntentsRequest, request.body)
        return { answers: await formerAnswers(central, benches.get(request), intentIds) }
      },
    })

    endpoint(app, '/changes', {
      GET: async (request) => {
        const { after, known, limit } = parsed(changesQuery, request.query)
        await refuseOther(benches.get(request), known)
        const changes = await changesAfter(central, benches.get(request).facility.id, after, limit)
        if (!changes.ok) throw refusalOf(changes.problem)
        return changes.value
      },
    })

    const streams = true
    const snapshot = async (request: FastifyRequest, reply: FastifyReply) => {
      const { from, known } = parsed(snapshotQuery, request.query)
      await refuseOther(benches.get(request), known)
      const resume = from === undefined ? null : snapshotResume(from)
      if (resume === undefined) throw new HttpRefusal('VALIDATION_ERROR', 'from: must be what a mark line gave')
      const bench = benches.get(request)
      const isWanted = () => !reply.raw.destroyed
      const lines = await snapshotLines(central, bench.facility.id, resume, isWanted)
      if (!lines.ok) throw refusalOf(lines.problem)
      return snapshots.admit(bench, reply.raw) ? sendLines(reply, lines.value) : reply.hijack()
    }
    endpoint(app, '/snapshot', { GET: snapshot }, { streams })

    const events = (request: FastifyRequest, reply: FastifyReply) => live.open(benches.get(request), reply)
    endpoint(app, '/events', { GET: events }, { streams })

    endpoint(app, '/claims/:id', {
      PUT: async (request) => {
        const claim = await claimProcedure(central, benches.get(request), pathId(request))
        if (!claim.ok) throw refusalOf(claim.problem)
        return claim.value
      },
      DELETE: async (request, reply) => {
        const released = await releaseClaim(central, benches.get(request), pathId(request))
        if (!released.ok) throw refusalOf(released.problem)
        return reply.status(204).send()
      },
    })
  }
}
