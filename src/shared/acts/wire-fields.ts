// What the schemas of acts are built from. Rows know only its type: a cold start must not wait for the parser.

import { z } from 'zod'
import { place } from '../api/entities'
import { nameOf, printable, writtenTag } from '../api/fields'
import { containerId, intentId, procedureId, storageId } from '../model/ids'
import { intentsCovered, newNameLength, reasonLength } from '../model/limits'
import { namedVials, type Seen } from './seen'

const seen = z.object({
  type: z.string().max(50),
  subjectCode: z.string().max(200).nullable(),
  createdAt: z.string().max(50),
  vials: z
    .array(z.object({ containerId: z.int().transform(containerId), name: z.string().max(200) }))
    .max(namedVials)
    .readonly(),
  vialCount: z.int().nonnegative(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
}) satisfies z.ZodType<Seen>

const onProcedure = z.object({ procedureId: z.int().transform(procedureId), seen: seen.optional() })

export const wireFields = {
  z,
  /** An act on a procedure: `extend` it. */
  onProcedure,
  containerId: z.int().transform(containerId),
  storageId: z.int().transform(storageId),
  intentId: z.uuid().transform(intentId),
  intentIds: z.array(z.uuid().transform(intentId)).max(intentsCovered),
  tag: writtenTag,
  place,
  /** The name of a new thing. */
  name: nameOf(newNameLength),
  /** Why a person did it. */
  reason: printable.trim().min(1).max(reasonLength),
}
export type WireFields = typeof wireFields
