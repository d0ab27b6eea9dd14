// One operation of the B2B API: what it takes and answers, said once. Its route and its description are both made from this.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  containerReply,
  inventoryReply,
  locationReply,
  pagingQuery,
  procedureReply,
  storageReply,
  subjectReply,
} from '../../../shared/api/external'
import type { Central } from '../../domain/central'
import type { Client } from '../../domain/clients/access-tokens'
import type { Page } from '../../store/external/page'
import { type HttpRefusal, parsed } from '../refusal'
import { type Paging, pagingOf, sendOne, sendPage } from './paging'

/** What is answered, by its name in the description. */
export const replies = {
  Procedure: procedureReply,
  SampleContainer: containerReply,
  Location: locationReply,
  Subject: subjectReply,
  Storage: storageReply,
  Inventory: inventoryReply,
} as const satisfies Readonly<Record<string, z.ZodType>>
export type ReplyName = keyof typeof replies

export interface Asking {
  readonly central: Central
  readonly client: Client
  /** The id of the path; 0, which no row has, where there is none. */
  readonly id: number
}

export interface Operation {
  readonly summary: string
  readonly reply: ReplyName
  readonly isList: boolean
  /** Of an answer that is no refusal. */
  readonly status: 200 | 201
  readonly query: z.ZodObject
  readonly body: z.ZodType | null
  /** Checks what is asked, and answers it. */
  answer(asking: Asking, request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

/** Every operation takes `page` and `perPage`, if only to be answered in the envelope. */
type Query = typeof pagingQuery

interface Row<Name extends ReplyName, Q extends Query> {
  readonly summary: string
  readonly reply: Name
  readonly query: Q
}

type Reply<Name extends ReplyName> = z.output<(typeof replies)[Name]>

const pagingAsked = (request: FastifyRequest): Paging => pagingOf(request, parsed(pagingQuery, request.query))

/** Answers a list, page by page. */
export const list = <Name extends ReplyName, Q extends Query>({
  find,
  ...row
}: Row<Name, Q> & {
  find(asking: Asking & { readonly query: z.output<Q>; readonly paging: Paging }): Promise<Page<Reply<Name>>>
}): Operation => ({
  ...row,
  isList: true,
  status: 200,
  body: null,
  async answer(asking, request, reply) {
    const query = parsed(row.query, request.query)
    const paging = pagingOf(request, query)
    return sendPage(reply, paging, await find({ ...asking, query, paging }))
  },
})

/** Answers one thing; `total` where it has pages inside. An id that names nothing is refused before the query is checked. */
export const one = <Name extends ReplyName>({
  find,
  ...row
}: Omit<Row<Name, Query>, 'query'> & {
  find(asking: Asking, paging: () => Paging): Promise<{ readonly reply: Reply<Name>; readonly total?: number }>
}): Operation => ({
  ...row,
  query: pagingQuery,
  isList: false,
  status: 200,
  body: null,
  async answer(asking, request) {
    const paging = () => pagingAsked(request)
    const { reply, total } = await find(asking, paging)
    return sendOne(paging(), reply, total)
  },
})

/** Makes what the body asks for. Everything of the request is checked before. */
export const create = <Name extends ReplyName, Body extends z.ZodType>({
  refuses,
  make,
  ...row
}: Omit<Row<Name, Query>, 'query'> & {
  readonly body: Body
  /** Refuses a body whatever its shape. */
  readonly refuses?: (body: unknown) => HttpRefusal | undefined
  make(asking: Asking, body: z.output<Body>): Promise<Reply<Name>>
}): Operation => ({
  ...row,
  query: pagingQuery,
  isList: false,
  status: 201,
  async answer(asking, request, reply) {
    const refusal = refuses?.(request.body)
    if (refusal) throw refusal
    const body = parsed(row.body, request.body)
    const paging = pagingAsked(request)
    const made = await make(asking, body)
    reply.status(201)
    return sendOne(paging, made)
  },
})
