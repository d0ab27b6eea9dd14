// The B2B API described for machines: OpenAPI 3.1, made from the list of operations that its routes come from.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { envelope, errorReply, tokenReply } from '../../../shared/api/external'
import { endpoint } from '../endpoint'
import { tokenPath, tokenRequest } from './oauth'
import { type Operation, replies } from './operation'
import { operations } from './operations'

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
  schema: { type: 'integer', format: 'int64', minimum: 1 },
}

const queryParameters = (query: z.ZodObject) =>
  Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(z.object({ schema }), 'input').properties?.schema,
  }))

function described(path: string, { summary, reply, isList, status, query, body }: Operation) {
  const data = isList ? { type: 'array', items: ref(reply) } : ref(reply)
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
    responses: { [status]: success, default: refused },
  }
}

const paths = Object.fromEntries(
  Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method.toLowerCase(), described(path, operation)]),
    ),
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
  paths: { ...paths, [tokenPath]: { post: token } },
  components: {
    securitySchemes: {
      client: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: tokenPath, scopes: {} } } },
    },
    schemas: {
      ...Object.fromEntries(Object.entries(replies).map(([name, schema]) => [name, schemaOf(schema, 'output')])),
      Error: schemaOf(errorReply, 'output'),
    },
  },
}

/** Open to everyone: it says no more than the published documentation. */
export async function openapiRoutes(app: FastifyInstance) {
  endpoint(app, '/openapi.json', { GET: () => description })
}
