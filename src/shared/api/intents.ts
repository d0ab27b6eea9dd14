// The signed envelope in which a bench sends an act. Central checks it, decides about the act and remembers its answer.
import { z } from 'zod'
import { actor } from './fields'

/** Central's column ends one higher: it asks for the next number too. */
export const mostSeq = 2_147_483_646

/**
 * `hash` = SHA-256 (hex) over `prevHash` + canonical JSON (RFC 8785) of every field but `hash` and `signature`;
 * `signature` = Ed25519 by the bench's key over the hash's bytes, base64. `benchSeq` counts from 1 without gaps.
 */
export const intentEnvelope = z.strictObject({
  intentId: z.uuid(),
  benchId: z.string(),
  benchSeq: z.int().positive().max(mostSeq),
  actor,
  version: z.literal(1),
  body: z.looseObject({ kind: z.string() }),
  /** Only in acts of older programs, which are signed with it. Nothing is decided by it: an act names what it is about in its body (`seen`). */
  baseVersions: z.record(z.string(), z.int()).optional(),
  occurredAt: z.iso.datetime(),
  utcOffsetMinutes: z.int().min(-900).max(900),
  prevHash: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.base64(),
})
export type IntentEnvelope = z.infer<typeof intentEnvelope>
