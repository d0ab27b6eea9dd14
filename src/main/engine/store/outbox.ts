// The outbox: what this bench asks of central. Entries are never deleted, so that both sides can prove that none was skipped.
import type { IntentBody } from '../../../shared/api/intents'
import { type ProcedureId, procedureId } from '../../../shared/model/ids'
import type { CaneRef } from '../../../shared/model/place'
import type { OutboxForSync, Signer } from './bench-store'
import { type Database, fromJson } from './database'
import { type ChainNeeds, chainIn } from './outbox-chain'
import { queueIn } from './outbox-queue'
import { entryColumns, entryOf, type OutboxRow } from './outbox-rows'

const unsettled = `in_mirror = 0 AND state IN ('queued', 'sending', 'accepted')`
const refused = `superseded_by IS NULL AND state IN ('conflict', 'rejected', 'parked')`

export function outboxIn(
  db: Database,
  needs: ChainNeeds,
): OutboxForSync & { setSigner(signer: Signer): void; recover(): void } {
  const chain = chainIn(db, needs)
  const queue = queueIn(db)
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
  const oldest = db
    .prepare<[], string>(
      `SELECT occurred_at FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position LIMIT 1`,
    )
    .pluck()
  const refusedCount = db
    .prepare<[], number>(`SELECT count(*) FROM outbox INDEXED BY outbox_refused WHERE ${refused}`)
    .pluck()
  // An accepted intent raised its procedure's version: a procedure that is behind has lost it.
  const offerAgain = db.prepare(`UPDATE outbox SET state = 'queued', in_mirror = 0, accepted_version = NULL
    WHERE state = 'accepted' AND EXISTS (
      SELECT 1 FROM mirror_procedure WHERE id = outbox.procedure_id AND version < outbox.accepted_version)`)

  return {
    ...chain,
    ...queue,
    unsettled: (id) => unsettledOf.all(id).map(entryOf),
    unsettledProcedures: () => unsettledProcedures.all().map(procedureId),
    refused: (id?: ProcedureId) => (id === undefined ? allRefused.all() : refusedOf.all(id)).map(entryOf),
    unsettledCanes: () => unsettledCanes.all().flatMap((text) => caneOf(fromJson<IntentBody>(text))),
    summary() {
      const first = oldest.get()
      return {
        waiting: waiting.get() ?? 0,
        oldestMs: first === undefined ? null : Date.parse(first),
        refused: refusedCount.get() ?? 0,
      }
    },
    offerLostAgain() {
      db.transact(() => {
        if (offerAgain.run().changes > 0) db.touch('outbox', 'procedures')
      })
    },
  }
}

const caneOf = (body: IntentBody): CaneRef[] =>
  body.kind === 'cane.add' ? [{ storageId: body.storageId, canister: body.canister, cane: body.cane }] : []
