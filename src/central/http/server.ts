// The HTTP server: one error shape for whatever arrives, however malformed.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify'
import { limits } from '../../shared/api/external'
import { StoreUnavailable } from '../store/store'
import { acceptJson } from './json-body'
import { HttpRefusal, type RefusalCode, sendRefusal } from './refusal'
import { onlyUtf8 } from './utf8'

const requestTimeoutMs = 30_000
/** As long as a path can be: text that is not an id is NOT_FOUND at any length. */
const longestParameter = 16_384

const codeOfStatus: Readonly<Record<number, RefusalCode>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}

/** Long enough to reconnect, short enough for somebody who is waiting. */
const databaseAway = new HttpRefusal(
  'UNAVAILABLE',
  'Central does not reach its database now; try again',
  {},
  { 'retry-after': '2' },
)

/** What fastify itself refuses (unreadable JSON, too large, wrong type), in our shape; undefined for a bug. */
function refusalOf(problem: FastifyError): HttpRefusal | undefined {
  if (problem instanceof HttpRefusal) return problem
  if (problem instanceof StoreUnavailable) return databaseAway
  const status = problem.statusCode ?? 500
  if (status >= 500) return undefined
  return new HttpRefusal(codeOfStatus[status] ?? 'VALIDATION_ERROR', problem.message)
}

/** For requests that never reach a handler: writes the refusal as bytes, and hangs up. */
function answerOnSocket(socket: Duplex, { status, body }: HttpRefusal) {
  const text = JSON.stringify(body)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
}

/** What Node can't even read as HTTP. */
function answerUnreadable(problem: Error & { code?: string }, socket: Socket) {
  if (problem.code === 'ECONNRESET' || !socket.writable) return
  answerOnSocket(socket, new HttpRefusal('VALIDATION_ERROR', 'The request is not readable as HTTP/1.1'))
}

/** PEM: the certificate with its chain, and its private key. */
export interface Tls {
  readonly cert: string
  readonly key: string
}

export function createServer(logger: FastifyBaseLogger, tls: Tls | null = null): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: longestParameter },
    // Streams (snapshot, events) would otherwise keep the server from closing.
    forceCloseConnections: true,
    // Node itself would refuse a request without a host, with an empty body.
    ...(tls === null ? { http: { requireHostHeader: false } } : { https: { ...tls, requireHostHeader: false } }),
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (problem, _request, reply) => {
      const refusal = refusalOf(problem) ?? new HttpRefusal('VALIDATION_ERROR', 'The path is not readable')
      sendRefusal(reply, refusal)
    },
  })
  app.server.on('connect', (_request, socket) =>
    answerOnSocket(socket, new HttpRefusal('METHOD_NOT_ALLOWED', 'CONNECT is not possible here')),
  )
  // An unknown expectation is ignored: the request itself is answered.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))
  onlyUtf8(app)
  acceptJson(app)
  app.setErrorHandler((problem: FastifyError, request, reply) => {
    const refusal = refusalOf(problem)
    if (!refusal) request.log.error({ err: problem, method: request.method, url: request.url }, 'a request failed')
    if (refusal === databaseAway)
      request.log.warn({ err: problem, method: request.method, url: request.url }, 'no database')
    // The rest of a body that is too large is read and dropped: on a closed connection the client would never see the answer.
    if (refusal?.code === 'PAYLOAD_TOO_LARGE') reply.removeHeader('connection')
    return sendRefusal(reply, refusal ?? new HttpRefusal('INTERNAL_ERROR', 'Central could not answer this request'))
  })
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, new HttpRefusal('NOT_FOUND', 'There is no such path')))
  return app
}
