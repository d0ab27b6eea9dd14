// How a PC becomes a bench, and how a bench gets another identity. These requests need no valid bench token.
import type { FastifyInstance } from 'fastify'
import {
  type EnrolReply,
  enrolRequest,
  type HelloReply,
  type RenewReply,
  renewRequest,
} from '../../../shared/api/bench'
import { facilityId, organizationId } from '../../../shared/model/ids'
import { enrolBench } from '../../domain/benches/enrolment'
import { renewBench } from '../../domain/benches/renewal'
import type { Budgets } from '../../domain/budgets'
import { type Central, timeOf } from '../../domain/central'
import type { Scope } from '../../store/organizations'
import { bearerToken, endpoint, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { HttpRefusal, parsed } from '../refusal'

/** Guessing 60 bits is hopeless anyway; this limit keeps the log readable. */
const enrolmentsPerMinute = 30
const hellosPerMinute = 120

export interface EnrolOptions {
  readonly central: Central
  readonly budgets: Budgets
}

const organizationOf = (scope: Scope): RenewReply['organization'] => ({
  id: organizationId(scope.organization.id),
  name: scope.organization.name,
  facility: { id: facilityId(scope.id), name: scope.name },
})

export function enrolRoutes({ central, budgets }: EnrolOptions) {
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

    // Not behind the token check: once renewed, the old token is good only for repeating this request.
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
