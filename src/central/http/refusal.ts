// How central refuses over HTTP: one shape for every error, on every path.
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { benchErrors } from '../../shared/api/bench'
import { type ErrorCode, errorCodes } from '../../shared/api/external'

/** Codes beyond the published ones, on central's own paths. */
const ownCodes = { ...benchErrors, INTERNAL_ERROR: 500, UNAVAILABLE: 503 } as const

const statuses = { ...errorCodes, ...ownCodes }
export type RefusalCode = ErrorCode | keyof typeof ownCodes

/** Thrown in a handler, sent by the error handler. `details` go beside code and message. */
export class HttpRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }

  get status(): number {
    return statuses[this.code]
  }

  get body() {
    return { error: { code: this.code, message: this.message, ...this.details } }
  }
}

export const sendRefusal = (reply: FastifyReply, refusal: HttpRefusal) =>
  reply.status(refusal.status).headers(refusal.headers).send(refusal.body)

const issuesShown = 5

/** The parsed value, or 400 with the first few problems and where they are. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const sentences = result.error.issues.slice(0, issuesShown).map((issue) => {
    const where = issue.path.map(String).join('.')
    return where === '' ? issue.message : `${where}: ${issue.message}`
  })
  throw new HttpRefusal('VALIDATION_ERROR', sentences.join('; '))
}

export const unknownThing = (what: string) => new HttpRefusal('NOT_FOUND', `${what} not found`)
