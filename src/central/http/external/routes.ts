// The B2B API, `/api/v1/external`, as its published documentation has it.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  containerQuery,
  pagingQuery,
  procedureQuery,
  procedureRequest,
  storageQuery,
  subjectRequest,
} from '../../../shared/api/external'
import { procedureStatuses, procedureTypes } from '../../../shared/model/procedure'
import type { Budgets } from '../../domain/budgets'
import type { Central } from '../../domain/central'
import type { AccessTokens, Client } from '../../domain/clients/access-tokens'
import { requestProcedure } from '../../domain/procedures/requests'
import { registerSubject } from '../../domain/subjects/register-subject'
import { findProcedureRow, listProcedures, type ProcedureFilter } from '../../store/external/procedures'
import { findInventory, listStorage } from '../../store/external/storage'
import { findLocation, findSubject, listContainers, listSubjects } from '../../store/external/subjects'
import { findFacility } from '../../store/organizations'
import { bearerToken, endpoint, pathId, perRequest, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { HttpRefusal, parsed, unknownThing } from '../refusal'
import { pagingOf, sendOne, sendPage, windowOf } from './paging'
import { newProcedureReply, procedureReplyOf, refusalOf } from './words'

export interface ExternalOptions {
  readonly central: Central
  readonly tokens: AccessTokens
  readonly budgets: Budgets
  readonly requestsPerMinute: number
}

const isRefill = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'REFILL'

const oneOf = <Name extends string>(names: readonly Name[], text: string | undefined, what: string) => {
  if (text === undefined) return undefined
  const name = names.find((each) => each === text)
  if (name === undefined) throw new HttpRefusal('VALIDATION_ERROR', `${what}: must be one of ${names.join(', ')}`)
  return name
}

const pagingAsked = (request: FastifyRequest) => pagingOf(request, parsed(pagingQuery, request.query))

export function externalRoutes({ central, tokens, budgets, requestsPerMinute }: ExternalOptions) {
  const clients = perRequest<Client>()
  const { db } = central.store

  /** A facility of the client's organization, or 404: a foreign one looks like none. */
  const facilityOf = async (request: FastifyRequest, id: number) => {
    const facility = await findFacility(db, clients.get(request).organization, id)
    if (!facility) throw unknownThing(`Facility ${id}`)
    return facility
  }

  const filterOf = async (
    request: FastifyRequest,
    query: z.output<typeof procedureQuery>,
  ): Promise<ProcedureFilter> => ({
    facility: query.facilityId === undefined ? undefined : (await facilityOf(request, query.facilityId)).id,
    type: oneOf(procedureTypes, query.type, 'type'),
    status: oneOf(procedureStatuses, query.status, 'status'),
    subjectCode: query.subjectCode,
    updatedSince: query.updatedSince === undefined ? undefined : new Date(query.updatedSince).toISOString(),
  })

  return async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      const token = bearerToken(request)
      if (token === undefined) throw unauthorized('A bearer token is needed')
      const client = await tokens.clientOf(token)
      if (!client) throw unauthorized('The token is not valid, or no longer')
      clients.set(request, client)
      await spend(budgets, `client:${client.id}`, requestsPerMinute, reply)
    })

    endpoint(app, '/procedures', {
      POST: async (request, reply) => {
        if (isRefill(request.body)) throw new HttpRefusal('FORBIDDEN', 'A REFILL is started at the device')
        const body = parsed(procedureRequest, request.body)
        const paging = pagingAsked(request)
        const { id, name, organization } = clients.get(request)
        const made = await requestProcedure(central, { organization, by: { kind: 'client', clientId: id, name } }, body)
        if (!made.ok) throw refusalOf(made.problem)
        const facility = await facilityOf(request, made.value.facilityId)
        reply.status(201)
        return sendOne(paging, newProcedureReply(made.value, facility))
      },
      GET: async (request, reply) => {
        const query = parsed(procedureQuery, request.query)
        const paging = pagingOf(request, query)
        const filter = await filterOf(request, query)
        const page = await listProcedures(db, clients.get(request).organization, filter, windowOf(paging))
        return sendPage(reply, paging, { ...page, items: page.items.map((row) => procedureReplyOf(row)) })
      },
    })

    endpoint(app, '/procedures/:id', {
      GET: async (request) => {
        const found = await findProcedureRow(db, clients.get(request).organization, pathId(request))
        if (!found) throw unknownThing('Procedure')
        return sendOne(pagingAsked(request), procedureReplyOf(found.row, found.containers))
      },
    })

    endpoint(app, '/sample-containers', {
      GET: async (request, reply) => {
        const query = parsed(containerQuery, request.query)
        const paging = pagingOf(request, query)
        const { organization } = clients.get(request)
        return sendPage(reply, paging, await listContainers(db, organization, query.subjectCode, windowOf(paging)))
      },
    })

    endpoint(app, '/sample-containers/:id/location', {
      GET: async (request) => {
        const location = await findLocation(db, clients.get(request).organization, pathId(request))
        if (!location) throw unknownThing('Sample container')
        return sendOne(pagingAsked(request), location)
      },
    })

    endpoint(app, '/subjects', {
      POST: async (request, reply) => {
        const body = parsed(subjectRequest, request.body)
        const paging = pagingAsked(request)
        const made = await registerSubject(central, clients.get(request).organization, body)
        if (!made.ok) throw refusalOf(made.problem)
        reply.status(201)
        return sendOne(paging, made.value)
      },
      GET: async (request, reply) => {
        const paging = pagingAsked(request)
        return sendPage(reply, paging, await listSubjects(db, clients.get(request).organization, windowOf(paging)))
      },
    })

    endpoint(app, '/subjects/:id', {
      GET: async (request) => {
        const subject = await findSubject(db, clients.get(request).organization, pathId(request))
        if (!subject) throw unknownThing('Subject')
        return sendOne(pagingAsked(request), subject)
      },
    })

    endpoint(app, '/storage', {
      GET: async (request, reply) => {
        const query = parsed(storageQuery, request.query)
        const paging = pagingOf(request, query)
        const facility = query.facilityId === undefined ? undefined : (await facilityOf(request, query.facilityId)).id
        const { organization } = clients.get(request)
        return sendPage(reply, paging, await listStorage(db, organization, facility, windowOf(paging)))
      },
    })

    endpoint(app, '/storage/:id/inventory', {
      GET: async (request) => {
        const paging = pagingAsked(request)
        const window = paging.enveloped ? windowOf(paging) : undefined
        const found = await findInventory(db, clients.get(request).organization, pathId(request), window)
        if (!found) throw unknownThing('Storage')
        return sendOne(paging, found.reply, found.total)
      },
    })
  }
}
