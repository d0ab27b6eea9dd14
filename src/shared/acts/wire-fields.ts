// What the schemas of acts are built from. Rows know only its type: a cold start must not wait for the parser.

import { z } from 'zod'
import { haveOwnNames, nameOf, place, printable, writtenTag } from '../api/fields'
import { containerId, facilityId, intentId, procedureId, storageId } from '../model/ids'
import {
  intentsCovered,
  newNameLength,
  reasonLength,
  vialNameLength,
  vialsPerProcedure,
  vialTextLength,
} from '../model/limits'
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

interface VialsAsked {
  readonly type: string
  readonly newVials: readonly { readonly name: string }[]
  readonly vials: readonly { readonly containerId: number }[]
}

/** Of some vials and not too many, each once and told from the others by its name; nothing new is retrieved. */
function isOfVials({ type, newVials, vials }: VialsAsked): boolean {
  const count = newVials.length + vials.length
  if (count === 0 || count > vialsPerProcedure) return false
  if (type === 'RETRIEVAL' && newVials.length > 0) return false
  if (new Set(vials.map(({ containerId }) => containerId)).size < vials.length) return false
  return haveOwnNames(newVials)
}

export const wireFields = {
  z,
  /** An act on a procedure: `extend` it. */
  onProcedure,
  containerId: z.int().transform(containerId),
  facilityId: z.int().transform(facilityId),
  storageId: z.int().transform(storageId),
  intentId: z.uuid().transform(intentId),
  intentIds: z.array(z.uuid().transform(intentId)).max(intentsCovered),
  tag: writtenTag,
  place,
  /** The name of a new thing. */
  name: nameOf(newNameLength),
  /** UUID of what a bench has made, in lower case: numbers follow from it. */
  madeId: z.uuid().regex(/^[0-9a-f-]+$/),
  newVialName: nameOf(vialNameLength),
  newVialText: printable.trim().max(vialTextLength),
  vialsPerProcedure,
  isOfVials,
  /** What is there already, as the person saw it. */
  seenName: z.string().max(200),
  /** Why a person did it. */
  reason: printable.trim().min(1).max(reasonLength),
}
export type WireFields = typeof wireFields
