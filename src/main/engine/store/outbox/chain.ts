// How an act enters the outbox, and how unsent acts are signed anew when the bench gets a new identity.
import { aggregateOf, procedureOf } from '../../../../shared/acts'
import { isResolution } from '../../../../shared/acts/resolve-conflict'
import type { IntentEnvelope } from '../../../../shared/api/intents'
import type { Clock, Ids } from '../../../../shared/ports'
import { canonicalJson } from '../../../../trust'
import { NoKeys } from '../../ipc/not-saved'
import type { NewIntent, OutboxForSync } from '../contract/outbox'
import type { Signer } from '../contract/store'
import type { Database } from '../database'
import { refusalsOf } from './as-signed'
import { type ChainEnd, type Moment, momentOf, signedEnvelope } from './envelope'
import { entryColumns, entryOf, type OutboxRow } from './rows'

export interface ChainNeeds {
  readonly clock: Clock
  readonly ids: Ids
  readonly signer: Signer | null
  /** The keys that this bench has signed with, by the bench that it was then. */
  readonly publicKeys: () => Readonly<Record<string, string>>
  /** What is not what was signed is refused, with what builds on it. */
  readonly refuse: OutboxForSync['settle']
}

export interface Chain extends Pick<OutboxForSync, 'enqueue' | 'made' | 'reissue' | 'reissueNext'> {
  /** Returns the signer before. */
  setSigner(signer: Signer): Signer | null
}

/** Chains, signs and keeps one act. */
type Add = (intent: NewIntent, moment: Moment) => IntentEnvelope

export function chainIn(db: Database, { clock, ids, signer: first, publicKeys, refuse }: ChainNeeds): Chain {
  let signer = first
  const current = (): Signer => {
    if (signer === null) throw new NoKeys('This bench has no keys to sign with')
    return signer
  }
  const end = db.prepare<[string], ChainEnd>(
    'SELECT bench_seq, hash FROM outbox WHERE bench_id = ? ORDER BY bench_seq DESC LIMIT 1',
  )
  const last = () => end.get(current().benchId)
  const add = addIn(db, ids, current, last)
  const { signAnew, ofOthers, nextOfOthers } = reissueIn(db, current, add)
  // SECURITY: a signature must say only what a person has done here, and never what the file has come to say since.
  const refuseUnsigned = (rows: readonly OutboxRow[]): boolean => {
    const refusals = refusalsOf(rows, publicKeys())
    if (refusals.length > 0) refuse(refusals)
    return refusals.length > 0
  }

  return {
    setSigner(next) {
      const former = signer
      signer = next
      return former
    },
    made: () => last()?.bench_seq ?? 0,
    enqueue: (intent) => db.transact(() => add(intent, momentOf(clock.wallMs()))),
    reissue: () =>
      db.transact(() => {
        refuseUnsigned(ofOthers())
        signAnew(ofOthers())
      }),
    reissueNext: () =>
      db.transact(() => {
        const rows = nextOfOthers()
        if (rows === null) return false
        if (!refuseUnsigned(rows)) signAnew(rows)
        return true
      }),
  }
}

/** Acts of older programs named versions that nothing was ever decided by; the column keeps theirs, since they are signed. */
const noBaseVersions = 'null'

function addIn(db: Database, ids: Ids, current: () => Signer, last: () => ChainEnd | undefined): Add {
  const insert =
    db.prepare(`INSERT INTO outbox (intent_id, bench_id, bench_seq, actor, kind, version, body, base_versions, occurred_at,
    utc_offset_minutes, prev_hash, hash, signature, aggregate, procedure_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)

  return (intent, moment) => {
    const signer = current()
    const { body } = intent
    const envelope = signedEnvelope(ids.next(), intent, moment, signer, last())
    insert.run(
      envelope.intentId,
      envelope.benchId,
      envelope.benchSeq,
      canonicalJson(envelope.actor),
      body.kind,
      envelope.version,
      canonicalJson(body),
      noBaseVersions,
      envelope.occurredAt,
      envelope.utcOffsetMinutes,
      envelope.prevHash,
      envelope.hash,
      envelope.signature,
      aggregateOf(body),
      procedureOf(body),
    )
    db.touchProcedure(procedureOf(body), 'outbox')
    if (procedureOf(body) === null) db.touch('attention')
    if (isResolution(body)) db.touch('conflicts')
    return envelope
  }
}

function reissueIn(db: Database, current: () => Signer, add: Add) {
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

  return {
    /** All that waits under an earlier identity. */
    ofOthers: () => ofOthers.all(current().benchId),
    /** Of the first aggregate with unsent work of an earlier identity, all that waits; null if there is none. */
    nextOfOthers(): readonly OutboxRow[] | null {
      const aggregate = firstOfOthers.get(current().benchId)
      return aggregate === undefined ? null : inAggregate.all(aggregate)
    },
    signAnew(rows: readonly OutboxRow[]) {
      const { benchId } = current()
      for (const row of rows) {
        const { body, envelope } = entryOf(row)
        // Central accepts an act only from the bench at which it was done: this one, by its new name.
        const actor = envelope.actor.kind === 'person' ? { ...envelope.actor, benchId } : envelope.actor
        const { intentId } = add({ body, actor }, envelope)
        supersede.run(intentId, canonicalJson({ kind: 'reissued', as: intentId }), row.position)
      }
    },
  }
}
