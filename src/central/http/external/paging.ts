// Bare or in the envelope: the published documentation has both, so the client chooses.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page, Window } from '../../store/external/page'

const envelopeType = 'application/vnd.cryobench.envelope+json'
const defaultPerPage = 10
/** No table has more rows, and no database accepts a larger offset. */
const farthestOffset = 2_147_483_647

export interface Paging {
  readonly page: number
  readonly perPage: number
  /** The client asked for `{data, meta}`. */
  readonly enveloped: boolean
}

interface PagingQuery {
  readonly page?: number | undefined
  readonly perPage?: number | undefined
}

const acceptsEnvelope = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').split(',').some((part) => part.split(';')[0]?.trim().toLowerCase() === envelopeType)

export const pagingOf = (request: FastifyRequest, query: PagingQuery): Paging => ({
  page: query.page ?? 1,
  perPage: query.perPage ?? defaultPerPage,
  enveloped: query.page !== undefined || query.perPage !== undefined || acceptsEnvelope(request),
})

export const windowOf = ({ page, perPage }: Paging): Window => ({
  offset: Math.min((page - 1) * perPage, farthestOffset),
  limit: perPage,
})

const enveloped = (data: unknown, { page, perPage }: Paging, total: number) => ({
  data,
  meta: { page, perPage, total },
})

/** A list. A bare one has its total in a header, so that nobody mistakes the first page for everything. */
export function sendPage(reply: FastifyReply, paging: Paging, { items, total }: Page<unknown>) {
  reply.header('x-total-count', total)
  return paging.enveloped ? enveloped(items, paging, total) : items
}

/** One thing; `total` is 1 unless it has pages inside, as an inventory has. */
export const sendOne = (paging: Paging, thing: unknown, total = 1) =>
  paging.enveloped ? enveloped(thing, paging, total) : thing
