// What a bench asks of central. An intent is signed and chained at the bench; central checks, decides and remembers its answer.
import { z } from 'zod'
import { containerId, procedureId, storageId } from '../model/ids'
import { actor, place } from './entities'
import { printable, tagId } from './fields'

const onProcedure = z.object({ procedureId: z.int().transform(procedureId) })
const reason = printable.trim().min(1).max(500)

/** The reader that saw the tag: a checked source, kept with each binding. */
const source = z.object({ model: z.string(), serial: z.string().nullable(), simulated: z.boolean() })

export const intentBody = z.discriminatedUnion('kind', [
  onProcedure.extend({
    kind: z.literal('tag.assign'),
    containerId: z.int().transform(containerId),
    tag: tagId,
    place,
    source,
  }),
  onProcedure.extend({
    kind: z.literal('tag.release'),
    containerId: z.int().transform(containerId),
    tag: tagId,
    reason,
  }),
  onProcedure.extend({ kind: z.literal('procedure.prepare') }),
  onProcedure.extend({ kind: z.literal('procedure.accept') }),
  onProcedure.extend({ kind: z.literal('procedure.cancel'), reason }),
  z.object({
    kind: z.literal('cane.add'),
    storageId: z.int().transform(storageId),
    canister: z.string(),
    cane: printable.trim().min(1).max(50),
  }),
])
export type IntentBody = z.infer<typeof intentBody>

/**
 * `hash` = SHA-256 (hex) over `prevHash` + canonical JSON (RFC 8785) of every field but `hash` and `signature`;
 * `signature` = Ed25519 by the bench's key over the hash's bytes, base64. `benchSeq` counts from 1 without gaps.
 */
export const intentEnvelope = z.strictObject({
  intentId: z.uuid(),
  benchId: z.string(),
  benchSeq: z.int().positive().max(2_147_483_647),
  actor,
  version: z.literal(1),
  body: z.looseObject({ kind: z.string() }),
  /** Version of each aggregate touched, as the bench knew it: `procedure:12` -> 3. */
  baseVersions: z.record(z.string(), z.int()),
  occurredAt: z.iso.datetime(),
  utcOffsetMinutes: z.int().min(-900).max(900),
  prevHash: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.base64(),
})
export type IntentEnvelope = z.infer<typeof intentEnvelope>
