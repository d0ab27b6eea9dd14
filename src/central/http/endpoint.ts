// One path with its methods; every other method on it answers 405.
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { HttpRefusal } from './refusal'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

const allMethods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']

/** Registers the handlers by method. GET includes HEAD, except for a stream: answering HEAD would mean producing all of it. */
export function endpoint(
  app: FastifyInstance,
  url: string,
  handlers: Partial<Readonly<Record<Method, Handler>>>,
  { streams = false }: { readonly streams?: boolean } = {},
) {
  const known = new Set<HTTPMethods>(Object.keys(handlers).filter((name): name is Method => name in handlers))
  for (const [method, handler] of Object.entries(handlers)) {
    const answer = async (request: FastifyRequest, reply: FastifyReply) => handler(request, reply)
    app.route({ method: method as Method, url, exposeHeadRoute: !streams, handler: answer })
  }
  if (known.has('GET') && !streams) known.add('HEAD')
  const allow = [...known].join(', ')
  app.route({
    method: allMethods.filter((method) => !known.has(method)),
    url,
    handler: async (request) => {
      throw new HttpRefusal('METHOD_NOT_ALLOWED', `${request.method} is not possible here`, {}, { allow })
    },
  })
}

/** A value that a hook determines for a request and its handler needs: who is asking. */
export function perRequest<Value extends object>() {
  const values = new WeakMap<FastifyRequest, Value>()
  return {
    set: (request: FastifyRequest, value: Value) => {
      values.set(request, value)
    },
    get: (request: FastifyRequest): Value => {
      const value = values.get(request)
      if (!value) throw new Error('This handler runs only after its hook')
      return value
    },
  }
}

/** The token of `Authorization: Bearer …`; undefined if there is none. */
export const bearerToken = (request: FastifyRequest): string | undefined =>
  /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '')?.[1]

export const unauthorized = (message: string, details: Readonly<Record<string, unknown>> = {}) =>
  new HttpRefusal('UNAUTHORIZED', message, details, { 'www-authenticate': 'Bearer' })

/** The id of the path; 0, which no row has, for text that is not an id: it names nothing, like a foreign id. */
export function pathId(request: FastifyRequest): number {
  const { id } = request.params as { readonly id?: string }
  return id !== undefined && /^[1-9]\d{0,15}$/.test(id) ? Number(id) : 0
}
