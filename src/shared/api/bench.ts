// The bench's API on central (`/api/v1/bench`). Bearer token from enrolment, except for `/enrol` itself.

import { z } from 'zod'
import { benchNameLength, enrolmentCodeLength } from '../model/limits'
import { change, organizationEntity } from './entities'
import { nameOf } from './fields'

/** Any answer that is not 2xx, in central's own words; what stands beside `code` and `message` depends on the code. */
export const centralError = z.object({ error: z.looseObject({ code: z.string(), message: z.string() }) })

/** Codes that only benches are answered with, and their status. */
export const benchErrors = { EPOCH_CHANGED: 409, INTENT_REUSED: 422 } as const

/** `GET /hello`, open to everybody: this is a central, and its clock says so. */
export const helloReply = z.object({ service: z.literal('cryobench-central'), serverTime: z.iso.datetime() })
export type HelloReply = z.infer<typeof helloReply>

/** `POST /enrol`: a one-time code makes a bench known. `publicKey`: Ed25519, SPKI, base64. */
export const enrolRequest = z.strictObject({
  code: z.string().trim().min(enrolmentCodeLength.least).max(enrolmentCodeLength.most),
  benchName: nameOf(benchNameLength),
  publicKey: z.base64().max(200),
})
export const enrolReply = z.object({ benchId: z.string(), token: z.string(), organization: organizationEntity })
export type EnrolReply = z.infer<typeof enrolReply>

/**
 * `POST /renew`, with the bench's token: from now on it is another bench, and the old one is revoked. `tokenHash`: SHA-256 (hex) of a
 * token that the bench has made; `signature` and `proof`: of the renewal statement, by the old and by the new key. Repeatable.
 */
export const renewRequest = z.strictObject({
  publicKey: z.base64().max(200),
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.base64().max(200),
  proof: z.base64().max(200),
})
export const renewReply = z.object({ benchId: z.string(), organization: organizationEntity })
export type RenewReply = z.infer<typeof renewReply>

/** `POST /former-intents`: which of these central has answered under the bench's earlier identities, as `duplicate`s. */
export const formerIntentsMost = 500
export const formerIntentsRequest = z.strictObject({ intentIds: z.array(z.uuid()).min(1).max(formerIntentsMost) })

/**
 * `POST /remembered`, after `EPOCH_CHANGED`: what the bench remembers of the time that a restored central has lost. First without
 * procedures, which asks for that time; then all of its procedures that changed in it, as the feed had told them, and what it knows to be
 * lost from an earlier restore, in pieces; `isLast` with the last. `heardAt`: central's own time at the furthest row that the bench has heard of. Repeatable; nothing of it changes a
 * procedure: central names what it lacks, and has the vials that were moved looked after.
 */
export const rememberedMost = 100
export const rememberedRequest = z.strictObject({
  known: z.string(),
  heardAt: z.iso.datetime().nullable(),
  procedures: z.array(z.unknown()).max(rememberedMost),
  losses: z.array(z.unknown()).max(rememberedMost).default([]),
  isLast: z.boolean(),
})
/** Of a row of the feed. What a bench is told comes back in its requests: nothing else may get into them. */
export const feedDigest = z.string().regex(/^[0-9a-f]{16}$/)

/** Null: central's history is the one that the bench knows. `reached`: the feed's end after what was told. */
export const rememberedReply = z.object({
  restoration: z.object({ id: z.string(), from: z.string(), to: z.string() }).nullable(),
  reached: z
    .object({
      epoch: z.string().regex(/^[\w-]{1,64}$/),
      head: z.int().nonnegative(),
      digest: feedDigest.optional(),
    })
    .optional(),
})
export type RememberedReply = z.infer<typeof rememberedReply>

/** With another body than the first time, an intent refuses the whole batch. */
export const intentReused = z.looseObject({ code: z.literal('INTENT_REUSED'), intentId: z.string() })

/**
 * `POST /intents`: answered one by one, in the order sent. The same id again gets its first answer (`duplicate`); with another body 422
 * `INTENT_REUSED`.
 * `known` as for `/changes`: nothing is decided where it does not hold. `head` and `digest` are of the feed after it.
 */
export const intentAnswer = z.object({
  intentId: z.string(),
  result: z.enum(['accepted', 'duplicate', 'conflict', 'rejected']),
  /** For a `duplicate`: what the first answer was. */
  first: z.enum(['accepted', 'conflict', 'rejected']).optional(),
  /** Why not: a kind that the language files know, with its data. */
  problem: z.looseObject({ kind: z.string() }).nullable(),
  /** The aggregate's version on central after this intent. */
  version: z.int().nullable(),
})
export const intentsReply = z.object({
  answers: z.array(intentAnswer).readonly(),
  head: z.int().nonnegative().optional(),
  digest: feedDigest.optional(),
  serverTime: z.string(),
})
export type IntentAnswer = z.infer<typeof intentAnswer>
export type IntentsReply = z.infer<typeof intentsReply>
export const formerIntentsReply = z.object({ answers: z.array(intentAnswer).readonly() })
export type FormerIntentsReply = z.infer<typeof formerIntentsReply>

/**
 * `GET /changes?after=<epoch>:<n>&limit=[&made=<benchSeq>][&known=<epoch>:<n>:<digest>[,…]]`: gapless numbers per facility. `made`: the
 * last act's number, read before the request; later ones are dated no earlier than it. `known`: the furthest rows that the bench has heard
 * of, with the digests that central gave; a restored central that has grown past one has another there. A position that is not of central's
 * history is 409 `EPOCH_CHANGED` with `epoch` and `head`: take a new snapshot.
 */
const feedPlace = z.object({ n: z.int().positive(), at: z.string(), digest: feedDigest.optional() })
export const feedRow = z.intersection(feedPlace, change)
export const changesReply = z.object({
  epoch: z.string(),
  /** The last number there is; more to fetch while the last row's `n` is less. */
  head: z.int().nonnegative(),
  rows: z.array(feedRow),
  serverTime: z.string(),
})

/** Rows of a page at most. */
export const fullPage = 1000

/**
 * A page as a bench accepts it: its rows are checked a few at a time, so that a scan doesn't wait for a thousand of them, and one about an
 * entity that this program doesn't know yet is passed over.
 */
export const changesPage = changesReply.extend({ rows: z.array(z.unknown()).max(fullPage) })
export type ChangesPage = z.infer<typeof changesPage>
/** What a bench needs of a row beside its change. */
export const feedNumber = feedPlace.pick({ n: true, digest: true }).extend({ at: z.string().optional() })

/**
 * `GET /snapshot[?from=<resume>][&known=]`: NDJSON. First a head, then changes without numbers with marks between, last an end; a stream
 * without its end is not a snapshot. After a cut it goes on at the last mark that arrived: `from` is that mark's `resume`, `done`
 * counts the rows before it. The feed is followed from the head's `position` in either case. A `resume` that is worth nothing any
 * more (another epoch, the feed's rows gone) is 409 `EPOCH_CHANGED`.
 */
const snapshotHead = z.object({
  kind: z.literal('head'),
  epoch: z.string(),
  /** The feed is to be followed from here. */
  position: z.int().nonnegative(),
  /** Of the feed's row with that number; a central of before has none. */
  digest: feedDigest.optional(),
  /** Rows that came before the mark at which this stream goes on. */
  done: z.int().nonnegative().default(0),
  /** As far as can be said at the beginning; the end line counts. */
  total: z.int().nonnegative(),
  serverTime: z.string(),
})
/** All lines but the rows. A bench checks a row by its entity, as those of the feed. */
export const snapshotFrame = z.discriminatedUnion('kind', [
  snapshotHead,
  z.object({ kind: z.literal('mark'), resume: z.string().max(300), done: z.int().nonnegative() }),
  z.object({ kind: z.literal('end'), total: z.int().nonnegative() }),
])
export type SnapshotFrame = z.infer<typeof snapshotFrame>
export const snapshotLine = z.union([snapshotFrame, z.intersection(z.object({ kind: z.literal('row') }), change)])

/**
 * `GET /events` (SSE), only wake-ups: `event: moved`, `data: {"head": n, "serverTime": …}`, the present head first of all; `event: heartbeat`
 * every 15 s. By `serverTime` (absent from an older central) a bench sees what was held back on its way.
 */
export const movedEvent = z.object({ head: z.int().nonnegative(), serverTime: z.iso.datetime().optional() })
export const heartbeatEvent = z.object({ serverTime: z.iso.datetime().optional() })

/** `PUT /claims/{procedureId}` takes or renews the lease (120 s), `DELETE` gives it back. A lease of another bench is 409 with that claim. */
export const claimReply = z.object({ benchId: z.string(), benchName: z.string(), expiresAt: z.string() })
export const claimConflict = z.object({
  error: z.object({ code: z.literal('CONFLICT'), message: z.string(), claim: claimReply }),
})
