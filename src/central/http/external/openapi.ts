// The B2B API described for machines: OpenAPI 3.1, made from the schemas that requests and replies are checked with.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  containerQuery,
  containerReply,
  envelope,
  errorReply,
  inventoryReply,
  locationReply,
  pagingQuery,
  procedureQuery,
  procedureReply,
  procedureRequest,
  storageQuery,
  storageReply,
  subjectReply,
  subjectRequest,
  tokenReply,
} from '../../../shared/api/external'
import { endpoint } from '../endpoint'
import { tokenRequest } from './oauth'

const replies = {
  Procedure: procedureReply,
  SampleContainer: containerReply,
  Location: locationReply,
  Subject: subjectReply,
  Storage: storageReply,
  Inventory: inventoryReply,
}
type ReplyName = keyof typeof replies

interface Operation {
  readonly summary: string
  readonly reply: ReplyName
  /** The reply is a list of them. */
  readonly list?: true
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
}

const procedures = { summary: 'Procedures, newest first, without their sample containers', query: procedureQuery }
const containers = { summary: 'Sample containers', query: containerQuery }
const position = { summary: 'Where a sample container is; nulls while it is not in storage' }

/** By path and method. */
const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/procedures': {
    get: { ...procedures, reply: 'Procedure', list: true },
    post: { summary: 'Requests a STORE or a RETRIEVAL', reply: 'Procedure', body: procedureRequest },
  },
  '/procedures/{id}': { get: { summary: 'A procedure with its sample containers', reply: 'Procedure' } },
  '/sample-containers': { get: { ...containers, reply: 'SampleContainer', list: true } },
  '/sample-containers/{id}/location': { get: { ...position, reply: 'Location' } },
  '/subjects': {
    get: { summary: 'Subjects', reply: 'Subject', list: true },
    post: { summary: 'Registers a subject', reply: 'Subject', body: subjectRequest },
  },
  '/subjects/{id}': { get: { summary: 'A subject', reply: 'Subject' } },
  '/storage': { get: { summary: 'Tanks and how full they are', reply: 'Storage', list: true, query: storageQuery } },
  '/storage/{id}/inventory': { get: { summary: 'What a tank holds; whole, unless paged', reply: 'Inventory' } },
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

const json = (schema: object) => ({ 'application/json': { schema } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const refused = { description: 'Refused', content: json(ref('Error')) }

const pathParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 1 },
}

const queryParameters = (query: z.ZodObject) =>
  Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(z.object({ schema }), 'input').properties?.schema,
  }))

function described(path: string, method: string, { summary, reply, list, query = pagingQuery, body }: Operation) {
  const data = list ? { type: 'array', items: ref(reply) } : ref(reply)
  const enveloped = schemaOf(envelope(z.unknown()), 'output')
  const parameters = [...(path.includes('{id}') ? [pathParameter] : []), ...queryParameters(query)]
  const success = {
    description: 'Bare; in the envelope if `page` or `perPage` is given, or the envelope is accepted',
    content: json({ anyOf: [data, { ...enveloped, properties: { ...enveloped.properties, data } }] }),
  }
  return {
    summary,
    parameters,
    ...(body && { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: { [method === 'post' ? 201 : 200]: success, default: refused },
  }
}

const paths = Object.fromEntries(
  Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, each]) => [method, described(path, method, each)])),
  ]),
)

const token = {
  summary: 'A token for an hour, for OAuth 2.0 client credentials',
  security: [],
  requestBody: {
    required: true,
    content: { 'application/x-www-form-urlencoded': { schema: schemaOf(tokenRequest, 'input') } },
  },
  responses: {
    200: { description: 'The token', content: json(schemaOf(tokenReply, 'output')) },
    default: refused,
  },
}

/** The description, as `GET /openapi.json` answers it. */
export const description = {
  openapi: '3.1.0',
  info: { title: 'Cryobench central: B2B API', version: '1.0' },
  servers: [{ url: '/api/v1/external' }],
  security: [{ client: [] }],
  paths: { ...paths, '/oauth/token': { post: token } },
  components: {
    securitySchemes: {
      client: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
    },
    schemas: {
      ...Object.fromEntries(Object.entries(replies).map(([name, schema]) => [name, schemaOf(schema, 'output')])),
      Error: schemaOf(errorReply, 'output'),
    },
  },
}

/** Open to everyone: it says no more than the documentation. */
export async function openapiRoutes(app: FastifyInstance) {
  endpoint(app, '/openapi.json', { GET: () => description })
}
