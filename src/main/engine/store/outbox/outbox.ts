// The outbox: what this bench asks of central. Entries are never deleted, so that both sides can prove that none was skipped.
import { type ActBody, rowOf } from '../../../../shared/acts'
import { type ProcedureId, procedureId } from '../../../../shared/model/ids'
import type { CaneRef } from '../../../../shared/model/place'
import type { OutboxForSync, Signer, UnresolvedWork } from '../bench-store'
import { type Database, fromJson } from '../database'
import { type ChainNeeds, chainIn } from './chain'
import { offeringIn } from './offering'
import { queueIn } from './queue'
import { entryColumns, entryOf, type OutboxRow } from './rows'
import { unresolvedIn } from './unresolved'

const unsettled = `in_mirror = 0 AND state IN ('queued', 'sending', 'accepted')`
const refused = `superseded_by IS NULL AND state IN ('conflict', 'rejected', 'parked')`

export function outboxIn(
  db: Database,
  needs: ChainNeeds,
): OutboxForSync & UnresolvedWork & { setSigner(signer: Signer): Signer | null; recover(): void } {
  const chain = chainIn(db, needs)
  const { reopenRefused, ...unresolved } = unresolvedIn(db)
  const queue = queueIn(db, needs.clock, reopenRefused)
  const offering = offeringIn(db)
  const unsettledOf = db.prepare<[number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_unsettled WHERE procedure_id = ? AND ${unsettled} ORDER BY position`,
  )
  const unsettledProcedures = db
    .prepare<[], number>(
      `SELECT DISTINCT procedure_id FROM outbox INDEXED BY outbox_unsettled WHERE procedure_id IS NOT NULL AND ${unsettled}`,
    )
    .pluck()
  const unsettledCanes = db
    .prepare<[], string>(
      `SELECT body FROM outbox INDEXED BY outbox_unsettled WHERE procedure_id IS NULL AND ${unsettled} ORDER BY position`,
    )
    .pluck()
  const allRefused = db.prepare<[], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_refused WHERE ${refused} ORDER BY position`,
  )
  const refusedOf = db.prepare<[number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_refused WHERE procedure_id = ? AND ${refused} ORDER BY position`,
  )
  const waiting = db
    .prepare<[], number>(
      `SELECT count(*) FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending')`,
    )
    .pluck()
  const sending = db
    .prepare<[], number>(
      `SELECT 1 FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') AND state = 'sending' LIMIT 1`,
    )
    .pluck()
  const oldest = db
    .prepare<[], string>(
      `SELECT occurred_at FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position LIMIT 1`,
    )
    .pluck()
  const refusedCount = db
    .prepare<[], number>(`SELECT count(*) FROM outbox INDEXED BY outbox_refused WHERE ${refused}`)
    .pluck()
  const oldestWaiting = db.prepare<[number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position LIMIT ?`,
  )
  const allEver = db.prepare<[], number | null>('SELECT max(position) FROM outbox').pluck()
  const supersededCount = db
    .prepare<[], number>('SELECT count(*) FROM outbox INDEXED BY outbox_superseded WHERE superseded_by IS NOT NULL')
    .pluck()
  const after = db.prepare<[number, number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox WHERE position > ? ORDER BY position LIMIT ?`,
  )

  const unsentIds = db
    .prepare<[], string>(
      `SELECT intent_id FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position`,
    )
    .pluck()

  return {
    ...chain,
    ...queue,
    ...unresolved,
    unsettled: (id) => unsettledOf.all(id).map(entryOf),
    unsettledProcedures: () => unsettledProcedures.all().map(procedureId),
    refused: (id?: ProcedureId) => (id === undefined ? allRefused.all() : refusedOf.all(id)).map(entryOf),
    unsettledCanes: () => unsettledCanes.all().flatMap((text) => canesOf(fromJson<ActBody>(text))),
    summary() {
      const first = oldest.get()
      return {
        waiting: waiting.get() ?? 0,
        oldestMs: first === undefined ? null : Date.parse(first),
        refused: refusedCount.get() ?? 0,
      }
    },
    isSending: () => sending.get() !== undefined,
    offerAgain: offering.offerAgain,
    unsentIds: () => unsentIds.all(),
    waiting: (limit) => oldestWaiting.all(limit).map(entryOf),
    // Entries are never deleted, so that positions count them: what neither waits nor was refused was accepted.
    confirmed: () =>
      (allEver.get() ?? 0) - (waiting.get() ?? 0) - (refusedCount.get() ?? 0) - (supersededCount.get() ?? 0),
    entriesAfter: (position, limit) =>
      after.all(position, limit).map((row) => ({ ...entryOf(row), position: row.position })),
  }
}

/** The canes that an act makes. */
const canesOf = (body: ActBody): readonly CaneRef[] =>
  rowOf(body)
    .binds(body)
    .flatMap((thing) => (thing.kind === 'cane' ? [thing.cane] : []))
