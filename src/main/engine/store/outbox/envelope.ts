// An act becomes an entry of the outbox: numbered without gaps, chained to the one before, signed. Pure.
import type { IntentEnvelope } from '../../../../shared/api/intents'
import { genesisHash, intentHash, signHash } from '../../../../trust'
import type { NewIntent } from '../contract/outbox'
import type { Signer } from '../contract/store'

/** When the act was done, by the bench's clock. */
export interface Moment {
  readonly occurredAt: string
  readonly utcOffsetMinutes: number
}

/** The end of the signer's chain. */
export interface ChainEnd {
  readonly bench_seq: number
  readonly hash: string
}

export function momentOf(wallMs: number): Moment {
  const at = new Date(wallMs)
  return { occurredAt: at.toISOString(), utcOffsetMinutes: 0 - at.getTimezoneOffset() }
}

/** `before`: undefined for the first of its chain. */
export function signedEnvelope(
  intentId: string,
  { actor, body }: NewIntent,
  { occurredAt, utcOffsetMinutes }: Moment,
  { benchId, privateKeyPem }: Signer,
  before: ChainEnd | undefined,
): IntentEnvelope {
  const prevHash = before?.hash ?? genesisHash
  const unsigned = {
    intentId,
    benchId,
    benchSeq: (before?.bench_seq ?? 0) + 1,
    actor,
    version: 1 as const,
    body,
    occurredAt,
    utcOffsetMinutes,
    prevHash,
  }
  const hash = intentHash(prevHash, unsigned)
  return { ...unsigned, hash, signature: signHash(privateKeyPem, hash) }
}
