// A batch of intents as a bench has sent it, before anything is decided.

import { z } from 'zod'
import { type IntentEnvelope, intentEnvelope } from '../../shared/api/intents'
import { intentsPerBatch } from '../../shared/model/limits'
import { intentHash } from '../../trust'
import { knownHashes } from '../store/intents'
import { isRowJson } from '../store/row-id'
import type { Db } from '../store/store'

/** An intent as it arrived: `parsed` to decide with, `raw` because the hash covers what was sent, not what we understood of it. */
export interface ReceivedIntent {
  readonly intentId: string
  readonly parsed: IntentEnvelope | undefined
  readonly raw: object
}

const batch = z.object({
  intents: z
    .array(z.looseObject({ intentId: z.string().max(100) }))
    .min(1)
    .max(intentsPerBatch),
})

const parsedIntent = (raw: object): IntentEnvelope | undefined =>
  isRowJson(raw) ? intentEnvelope.safeParse(raw).data : undefined

/** The intents of a batch; undefined if it is no batch. An envelope that is malformed spoils itself only, not its neighbours. */
export function receivedIntents(body: unknown): readonly ReceivedIntent[] | undefined {
  const { data } = batch.safeParse(body)
  return data?.intents.map((raw) => ({ intentId: raw.intentId, parsed: parsedIntent(raw), raw }))
}

/** The first id that was sent before with another body, or twice in this batch with two bodies: nothing of such a batch is done. */
export async function reusedId(db: Db, intents: readonly ReceivedIntent[]): Promise<string | undefined> {
  const ids = intents.flatMap(({ intentId, parsed }) => (parsed ? [intentId] : []))
  const hashes = new Map(await knownHashes(db, ids))
  for (const { intentId, parsed, raw } of intents) {
    const hash = parsed && hashOf(parsed.prevHash, raw)
    if (hash === undefined) continue
    const known = hashes.get(intentId)
    if (known !== undefined && known !== hash) return intentId
    hashes.set(intentId, hash)
  }
  return undefined
}

/** Text with a lone surrogate has no canonical form, so no bench can have signed it. */
export function hashOf(prevHash: string, raw: object): string | undefined {
  try {
    return intentHash(prevHash, raw)
  } catch {
    return undefined
  }
}
