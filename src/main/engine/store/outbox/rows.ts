// An outbox row and the entry that it holds. The envelope is rebuilt column by column, exactly as it was hashed and signed.
import type { ActBody } from '../../../../shared/acts'
import type { ToldProblem } from '../../../../shared/acts/problems'
import type { IntentEnvelope } from '../../../../shared/api/intents'
import type { OutboxEntry, OutboxState } from '../contract/outbox'
import { fromJson } from '../database'

export interface OutboxRow {
  readonly position: number
  readonly intent_id: string
  readonly bench_id: string
  readonly bench_seq: number
  readonly actor: string
  readonly version: 1
  readonly body: string
  readonly base_versions: string
  readonly occurred_at: string
  readonly utc_offset_minutes: number
  readonly prev_hash: string
  readonly hash: string
  readonly signature: string
  readonly aggregate: string
  readonly state: OutboxState
  readonly attempts: number
  readonly next_attempt_ms: number | null
  readonly last_problem: string | null
  readonly accepted_version: number | null
}

export const entryColumns = `position, intent_id, bench_id, bench_seq, actor, version, body, base_versions, occurred_at, utc_offset_minutes,
  prev_hash, hash, signature, aggregate, state, attempts, next_attempt_ms, last_problem, accepted_version`

export function entryOf(row: OutboxRow): OutboxEntry {
  const body = fromJson<ActBody>(row.body)
  const baseVersions = fromJson<IntentEnvelope['baseVersions'] | null>(row.base_versions)
  const envelope: IntentEnvelope = {
    intentId: row.intent_id,
    benchId: row.bench_id,
    benchSeq: row.bench_seq,
    actor: fromJson<IntentEnvelope['actor']>(row.actor),
    version: row.version,
    body,
    ...(baseVersions && { baseVersions }),
    occurredAt: row.occurred_at,
    utcOffsetMinutes: row.utc_offset_minutes,
    prevHash: row.prev_hash,
    hash: row.hash,
    signature: row.signature,
  }
  return {
    envelope,
    body,
    aggregate: row.aggregate,
    state: row.state,
    attempts: row.attempts,
    nextAttemptMs: row.next_attempt_ms,
    problem: row.last_problem === null ? null : fromJson<ToldProblem>(row.last_problem),
    acceptedVersion: row.accepted_version,
  }
}

/** Refused, or parked behind a refused one, and neither signed anew nor resolved. */
export const isRefused = `superseded_by IS NULL AND state IN ('conflict', 'rejected', 'parked')`
