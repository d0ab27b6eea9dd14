// The B2B API (`/api/v1/external`): shapes of requests and replies, ids as integers, times as ISO 8601 UTC with `Z`.
import { z } from 'zod'
import { vialNameLength, vialsPerProcedure, vialTextLength } from '../model/limits'
import { haveOwnNames, nameOf, printable } from './fields'

/** Limits that central adds where the published documentation is silent. */
export const limits = {
  containersPerRequest: vialsPerProcedure,
  bodyBytes: 1_000_000,
  perPage: 100,
  nameLength: vialNameLength,
  textLength: vialTextLength,
}

/** A name that is asked for: perhaps one of before the rule for names, so that central looks for just this first. */
const askedName = printable.trim().max(limits.nameLength)

/** A text a person reads: trimmed, and with something to see; blanks without width are none. */
const text = (max: number) =>
  printable
    .trim()
    .min(1)
    .max(max)
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'must hold something to read')

/** A number in JSON that needs 64 bits: a client that is made from the description would take 32. */
const int64 = { format: 'int64' }
const id = z.int().positive().meta(int64)
const idReply = z.int().meta(int64)

const noRepeats = <Item>(key: (item: Item) => unknown, items: readonly Item[]) =>
  new Set(items.map(key)).size === items.length

const containerIds = z.array(id).refine((ids) => noRepeats((each) => each, ids), 'ids must be unique within a request')

interface Stored {
  readonly sampleContainers: readonly unknown[]
  readonly sampleContainerIds: readonly unknown[]
}
const countOf = ({ sampleContainers, sampleContainerIds }: Stored) =>
  sampleContainers.length + sampleContainerIds.length
const isOfSome = (request: Stored) => countOf(request) > 0
const isOfNotTooMany = (request: Stored) => countOf(request) <= limits.containersPerRequest

/** Of new sample containers, by name, and of those that come back into storage, by id: at least one of either. */
export const storeRequest = z
  .strictObject({
    type: z.literal('STORE'),
    facilityId: id,
    subjectCode: askedName.min(1),
    sampleContainers: z
      .array(
        z.strictObject({
          name: nameOf(limits.nameLength),
          description: printable.trim().max(limits.textLength).default(''),
        }),
      )
      .max(limits.containersPerRequest)
      .refine((items) => haveOwnNames(items), 'names must be unique within a request, and not only look different'),
    sampleContainerIds: containerIds.max(limits.containersPerRequest).default([]).meta({
      description:
        'An addition of this service: containers of the subject that were retrieved and come back into storage. They keep their ids and their tags; with only these, `sampleContainers` is empty.',
    }),
  })
  .refine(isOfSome, { message: 'name at least one container', path: ['sampleContainers'] })
  .refine(isOfNotTooMany, {
    message: `at most ${limits.containersPerRequest} containers`,
    path: ['sampleContainerIds'],
  })

export const retrievalRequest = z.strictObject({
  type: z.literal('RETRIEVAL'),
  facilityId: id,
  subjectCode: askedName.min(1),
  sampleContainerIds: containerIds.min(1).max(limits.containersPerRequest),
})

/** A REFILL is answered 403 before its body is looked at. */
export const procedureRequest = z.discriminatedUnion('type', [storeRequest, retrievalRequest])

const isoDate = z.iso.date()

export const subjectRequest = z.strictObject({
  facilityId: id,
  code: nameOf(limits.nameLength),
  firstName: text(limits.nameLength),
  lastName: text(limits.nameLength),
  dateOfBirth: isoDate,
})

/** Query strings: numbers arrive as text. `page` or `perPage` given means: answer in the envelope. */
const queryId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a positive integer')
  .transform(Number)
export const pagingQuery = z.object({
  page: queryId.optional(),
  perPage: queryId.refine((n) => n <= limits.perPage, `must be at most ${limits.perPage}`).optional(),
})
export const procedureQuery = pagingQuery.extend({
  facilityId: queryId.optional(),
  type: z.string().optional(),
  status: z.string().optional(),
  subjectCode: askedName.optional(),
  updatedSince: z.iso.datetime().optional(),
})
export const containerQuery = pagingQuery.extend({ subjectCode: askedName.optional() })
export const storageQuery = pagingQuery.extend({ facilityId: queryId.optional() })

const facility = z.object({ id: idReply, name: z.string() })
const subjectRef = z.object({ id: idReply, code: z.string() })
const containerRef = z.object({ id: idReply, name: z.string(), description: z.string() })

export const procedureReply = z.object({
  id: idReply,
  type: z.string(),
  status: z.string(),
  facility,
  subject: subjectRef.optional(),
  sampleContainers: z.array(containerRef).optional(),
  createdAt: z.iso.datetime(),
  completedAt: z.iso.datetime().optional(),
})
export const containerReply = containerRef.extend({ subject: subjectRef, storedAt: z.iso.datetime().nullable() })
const position = z.object({ canister: z.string(), cane: z.string() })
export const locationReply = z.object({
  id: idReply,
  storage: z.object({ id: idReply, name: z.string() }).nullable(),
  position: position.nullable(),
  storedAt: z.iso.datetime().nullable(),
})
export const subjectReply = z.object({
  id: idReply,
  facility,
  code: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  createdAt: z.iso.datetime(),
})
export const storageReply = z.object({
  id: idReply,
  name: z.string(),
  type: z.literal('DEWAR'),
  facility,
  capacity: z.int(),
  occupied: z.int(),
  createdAt: z.iso.datetime(),
})
export const inventoryReply = z.object({
  id: idReply,
  name: z.string(),
  inventory: z.array(containerRef.extend({ subject: subjectRef, position, storedAt: z.iso.datetime() })),
})

export const errorCodes = {
  VALIDATION_ERROR: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
} as const
export type ErrorCode = keyof typeof errorCodes
export const errorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

export const tokenReply = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int() })

/** `{data, meta}` around what would be bare. */
export const envelope = <Item extends z.ZodType>(data: Item) =>
  z.object({ data, meta: z.object({ page: z.int(), perPage: z.int(), total: z.int() }) })

export type ProcedureReply = z.infer<typeof procedureReply>
export type SubjectReply = z.infer<typeof subjectReply>
export type StorageReply = z.infer<typeof storageReply>
export type InventoryReply = z.infer<typeof inventoryReply>
export type ContainerReply = z.infer<typeof containerReply>
export type LocationReply = z.infer<typeof locationReply>
