// What a bench asks of central. An intent is signed and chained at the bench; central checks, decides and remembers its answer.
import { z } from 'zod'
import { containerId, intentId, procedureId, storageId } from '../model/ids'
import { actor, place } from './entities'
import { printable, tagId } from './fields'

const onProcedure = z.object({ procedureId: z.int().transform(procedureId) })
const reason = printable.trim().min(1).max(500)

/** The reader that saw the tag: a checked source, kept with each binding. */
const source = z.object({ model: z.string(), serial: z.string().nullable(), simulated: z.boolean() })

/** What staff can choose where bench and central disagree. `keepCentral` is always safe. */
export const conflictChoices = ['keepCentral', 'doAgain', 'tagAgain', 'useOurTag'] as const

/** More acts than any procedure can have between two contacts with central, and still far below central's limit for a request. */
const coveredAtMost = 5000
const covered = z.array(z.uuid().transform(intentId)).max(coveredAtMost)

const caneRef = z.object({ storageId: z.int().transform(storageId), canister: z.string(), cane: z.string() })

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
  /** A person's answer to a conflict. What follows from it (a fresh tag, say) comes as intents of their own, behind this one. */
  z.object({
    kind: z.literal('conflict.resolve'),
    /** The earliest intent of it; `conflictKind` is what the person was shown. */
    conflictId: z.uuid().transform(intentId),
    conflictKind: z.string().max(50),
    about: z.discriminatedUnion('kind', [
      onProcedure.extend({ kind: z.literal('procedure') }),
      caneRef.extend({ kind: z.literal('cane') }),
    ]),
    /** Intents that central has refused. Each is resolved once. */
    covers: covered,
    /** Intents that central has never decided, because they were parked at the bench: they will not come. */
    withdrawn: covered,
    choice: z.enum(conflictChoices),
    reason: reason.nullable(),
  }),
])
export type IntentBody = z.infer<typeof intentBody>
export type ConflictResolution = Extract<IntentBody, { kind: 'conflict.resolve' }>
export type CaneAddition = Extract<IntentBody, { kind: 'cane.add' }>
/** What changes a procedure. */
export type ProcedureAct = Exclude<IntentBody, ConflictResolution | CaneAddition>

/**
 * `hash` = SHA-256 (hex) over `prevHash` + canonical JSON (RFC 8785) of every field but `hash` and `signature`;
 * `signature` = Ed25519 by the bench's key over the hash's bytes, base64. `benchSeq` counts from 1 without gaps.
 */
export const intentEnvelope = z.strictObject({
  intentId: z.uuid(),
  benchId: z.string(),
  /** Central's column ends one higher: it asks for the next number too. */
  benchSeq: z.int().positive().max(2_147_483_646),
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
