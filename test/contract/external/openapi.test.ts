import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { localBudgets } from '../../../src/central/domain/budgets'
import { accessTokens } from '../../../src/central/domain/clients/access-tokens'
import { description } from '../../../src/central/http/external/openapi'
import { externalRoutes } from '../../../src/central/http/external/routes'
import { createServer } from '../../../src/central/http/server'
import { type Reply, replyOf, startCentral, type TestCentral, type TestClient } from '../../support/central'
import { storeRequest, subjectRequest } from './fixtures'

let central: TestCentral
let client: TestClient

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
})
afterAll(() => central.stop())

const document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()) })) }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
})

const { paths, components } = document.parse(description)

/** The schema with its references put in: zod finds none outside of it. */
function whole(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(whole)
  if (typeof schema !== 'object' || schema === null) return schema
  if ('$ref' in schema) return whole(components.schemas[String(schema.$ref).split('/').at(-1) ?? ''])
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, whole(value)]))
}

function expectDescribed(path: string, method: string, reply: Reply) {
  const responses = paths[path]?.[method]?.responses
  const content = (responses?.[String(reply.status)] ?? responses?.default)?.content['application/json']
  const { schema } = z.object({ schema: z.looseObject({}) }).parse(whole(content))
  const { success, error } = z.fromJSONSchema(schema).safeParse(reply.body)
  expect(success, `${method} ${path} ${reply.status}: ${error?.message}`).toBe(true)
}

describe('the description', () => {
  test('is there without a token', async () => {
    const reply = await replyOf(await fetch(`${central.url}/api/v1/external/openapi.json`))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual(JSON.parse(JSON.stringify(description)))
  })

  test('names every path and method that central has, and no other', async () => {
    const { store, clock } = central.sample.central
    const app = createServer(pino({ level: 'silent' }))
    const routes: string[] = []
    app.addHook('onRoute', ({ method, url }) => {
      if (typeof method === 'string' && method !== 'HEAD') {
        routes.push(`${method.toLowerCase()} ${url.replace(':id', '{id}')}`)
      }
    })
    const tokens = await accessTokens(store, clock)
    const options = { central: central.sample.central, tokens, budgets: localBudgets(clock), requestsPerMinute: 1 }
    await app.register(externalRoutes(options))
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(described.sort()).toEqual([...routes, 'post /oauth/token'].sort())
    await app.close()
  })

  test.each(['/procedures', '/sample-containers', '/subjects', '/storage'])(
    'fits what GET %s answers',
    async (path) => {
      for (const query of ['', '?perPage=100', '?page=x']) {
        expectDescribed(path, 'get', await client.get(`${path}${query}`))
      }
    },
  )

  test.each(['/procedures/{id}', '/sample-containers/{id}/location', '/subjects/{id}', '/storage/{id}/inventory'])(
    'fits what GET %s answers',
    async (path) => {
      const listed = await client.get(path.slice(0, path.indexOf('/{')))
      const [first, second] = listed.as(z.array(z.object({ id: z.int() })))
      const asked = [
        [first?.id, '', 200],
        [second?.id, '?page=1', 200],
        [999_999, '', 404],
      ] as const
      for (const [id, query, status] of asked) {
        const reply = await client.get(`${path.replace('{id}', String(id))}${query}`)
        expect(reply.status).toBe(status)
        expectDescribed(path, 'get', reply)
      }
    },
  )

  test('says that ids need 64 bits, wherever one is asked for or answered', () => {
    const ids: unknown[] = []
    const collect = (schema: unknown, name = '') => {
      if (typeof schema !== 'object' || schema === null) return
      if ('type' in schema && schema.type === 'integer' && /(^id|Id)$/.test(name)) ids.push(schema)
      if ('name' in schema && 'schema' in schema && schema.name === 'id') ids.push(schema.schema)
      for (const [key, value] of Object.entries(schema)) collect(value, key)
    }
    collect(description)
    expect(ids.length).toBeGreaterThan(20)
    expect(ids).toEqual(ids.map(() => expect.objectContaining({ type: 'integer', format: 'int64' })))
  })

  test('fits what POST answers: made, mistaken, refused', async () => {
    for (const body of [subjectRequest, subjectRequest, {}]) {
      expectDescribed('/subjects', 'post', await client.post('/subjects', body))
    }
    for (const body of [storeRequest, { type: 'REFILL' }, { ...storeRequest, facilityId: 3 }]) {
      expectDescribed('/procedures', 'post', await client.post('/procedures', body))
    }
  })

  test.each([[[{ id: 'x' }]], [{ id: 1 }], ['x']])('does not fit %j', async (body) => {
    const reply = await replyOf(new Response(JSON.stringify(body)))
    expect(() => expectDescribed('/subjects', 'get', reply)).toThrow()
  })
})
