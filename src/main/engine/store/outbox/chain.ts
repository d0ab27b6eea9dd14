// How an intent enters the outbox: numbered without gaps, chained to the one before, signed; and signed anew when the bench gets a new identity.

import { aggregateOf, procedureOf } from '../../../../shared/acts'
import { isResolution } from '../../../../shared/acts/resolve-conflict'
import type { IntentEnvelope } from '../../../../shared/api/intents'
import type { Clock, Ids } from '../../../../shared/ports'
import { canonicalJson, genesisHash, intentHash, signHash } from '../../../../trust'
import type { Signer } from '../bench-store'
import type { NewIntent } from '../contract'
import type { Database } from '../database'
import { entryColumns, entryOf, type OutboxRow } from './rows'

export interface ChainNeeds {
  readonly clock: Clock
  readonly ids: Ids
  readonly signer: Signer | null
}

export interface Chain {
  setSigner(signer: Signer): Signer | null
  enqueue(intent: NewIntent): IntentEnvelope
  reissue(): void
  reissueNext(): boolean
}

interface Moment {
  readonly occurredAt: string
  readonly utcOffsetMinutes: number
}

export function chainIn(db: Database, { clock, ids, signer: first }: ChainNeeds): Chain {
  let signer = first
  const last = db.prepare<[string], { bench_seq: number; hash: string }>(
    'SELECT bench_seq, hash FROM outbox WHERE bench_id = ? ORDER BY bench_seq DESC LIMIT 1',
  )
  const insert =
    db.prepare(`INSERT INTO outbox (intent_id, bench_id, bench_seq, actor, kind, version, body, base_versions, occurred_at,
    utc_offset_minutes, prev_hash, hash, signature, aggregate, procedure_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const ofOthers = db.prepare<[string], OutboxRow>(`SELECT ${entryColumns} FROM outbox INDEXED BY outbox_unfinished
    WHERE state IN ('queued', 'sending') AND bench_id <> ? ORDER BY position`)
  const firstOfOthers = db
    .prepare<[string], string>(
      `SELECT aggregate FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') AND bench_id <> ?
       ORDER BY position LIMIT 1`,
    )
    .pluck()
  const inAggregate = db.prepare<[string], OutboxRow>(`SELECT ${entryColumns} FROM outbox INDEXED BY outbox_behind
    WHERE aggregate = ? AND state IN ('queued', 'sending') ORDER BY position`)
  const supersede = db.prepare(
    `UPDATE outbox SET state = 'parked', superseded_by = ?, last_problem = ? WHERE position = ?`,
  )

  const now = (): Moment => {
    const wallMs = clock.wallMs()
    const at = new Date(wallMs)
    return { occurredAt: at.toISOString(), utcOffsetMinutes: 0 - at.getTimezoneOffset() }
  }

  const current = (): Signer => {
    if (signer === null) throw new Error('A bench that is not enrolled has no intents')
    return signer
  }

  const add = (intent: NewIntent, moment: Moment): IntentEnvelope => {
    const signer = current()
    const before = last.get(signer.benchId)
    const prevHash = before?.hash ?? genesisHash
    const unsigned = {
      intentId: ids.next(),
      benchId: signer.benchId,
      benchSeq: (before?.bench_seq ?? 0) + 1,
      actor: intent.actor,
      version: 1 as const,
      body: intent.body,
      baseVersions: { ...intent.baseVersions },
      occurredAt: moment.occurredAt,
      utcOffsetMinutes: moment.utcOffsetMinutes,
      prevHash,
    }
    const hash = intentHash(prevHash, unsigned)
    const signature = signHash(signer.privateKeyPem, hash)
    insert.run(
      unsigned.intentId,
      unsigned.benchId,
      unsigned.benchSeq,
      canonicalJson(unsigned.actor),
      intent.body.kind,
      unsigned.version,
      canonicalJson(intent.body),
      canonicalJson(unsigned.baseVersions),
      unsigned.occurredAt,
      unsigned.utcOffsetMinutes,
      prevHash,
      hash,
      signature,
      aggregateOf(intent.body),
      procedureOf(intent.body),
    )
    db.touchProcedure(procedureOf(intent.body), 'outbox')
    if (isResolution(intent.body)) db.touch('conflicts')
    return { ...unsigned, hash, signature }
  }

  const signAnew = (rows: readonly OutboxRow[]) => {
    const { benchId } = current()
    for (const row of rows) {
      const { body, envelope } = entryOf(row)
      // Central takes an act only from the bench at which it was done: this one, by its new name.
      const actor = envelope.actor.kind === 'person' ? { ...envelope.actor, benchId } : envelope.actor
      const { intentId } = add({ body, actor, baseVersions: envelope.baseVersions }, envelope)
      supersede.run(intentId, canonicalJson({ kind: 'reissued', as: intentId }), row.position)
    }
  }

  return {
    setSigner(next) {
      const former = signer
      signer = next
      return former
    },
    enqueue: (intent) => db.transact(() => add(intent, now())),
    reissue: () => db.transact(() => signAnew(ofOthers.all(current().benchId))),
    reissueNext: () =>
      db.transact(() => {
        const aggregate = firstOfOthers.get(current().benchId)
        if (aggregate === undefined) return false
        signAnew(inAggregate.all(aggregate))
        return true
      }),
  }
}
