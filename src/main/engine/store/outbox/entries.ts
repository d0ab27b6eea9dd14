// Entries of the outbox by what became of them: waiting, not in the mirror yet, refused.
import { type ActBody, rowOf } from '../../../../shared/acts'
import { verifyVial } from '../../../../shared/acts/verify-vial'
import { procedureId } from '../../../../shared/model/ids'
import type { CaneRef, Place } from '../../../../shared/model/place'
import type { OutboxForSync } from '../contract/outbox'
import { type Database, fromJson } from '../database'
import { entryColumns, entryOf, isRefused, type OutboxRow } from './rows'

type Entries = Pick<
  OutboxForSync,
  | 'unsettled'
  | 'unsettledProcedures'
  | 'unsettledCanes'
  | 'unsettledFinds'
  | 'refused'
  | 'unsentIds'
  | 'waiting'
  | 'entriesAfter'
>

const unsettled = `in_mirror = 0 AND state IN ('queued', 'sending', 'accepted')`

export function entriesIn(db: Database): Entries {
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
  const unsettledFinds = db
    .prepare<[], string>(
      `SELECT body FROM outbox INDEXED BY outbox_about WHERE procedure_id IS NULL AND ${unsettled} AND kind = '${verifyVial.kind}'`,
    )
    .pluck()
  const allRefused = db.prepare<[], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_refused WHERE ${isRefused} ORDER BY position`,
  )
  const refusedOf = db.prepare<[number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_refused WHERE procedure_id = ? AND ${isRefused} ORDER BY position`,
  )
  const unsentIds = db
    .prepare<[], string>(
      `SELECT intent_id FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position`,
    )
    .pluck()
  const oldestWaiting = db.prepare<[number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_unfinished WHERE state IN ('queued', 'sending') ORDER BY position LIMIT ?`,
  )
  const after = db.prepare<[number, number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox WHERE position > ? ORDER BY position LIMIT ?`,
  )

  return {
    unsettled: (id) => unsettledOf.all(id).map(entryOf),
    unsettledProcedures: () => unsettledProcedures.all().map(procedureId),
    unsettledCanes: () => unsettledCanes.all().flatMap((text) => canesOf(fromJson<ActBody>(text))),
    unsettledFinds: () => unsettledFinds.all().flatMap((text) => placesOf(fromJson<ActBody>(text))),
    refused: (id) => (id === undefined ? allRefused.all() : refusedOf.all(id)).map(entryOf),
    unsentIds: () => unsentIds.all(),
    waiting: (limit) => oldestWaiting.all(limit).map(entryOf),
    entriesAfter: (position, limit) =>
      after.all(position, limit).map((row) => ({ ...entryOf(row), position: row.position })),
  }
}

/** The canes that an act makes. */
const canesOf = (body: ActBody): readonly CaneRef[] =>
  rowOf(body)
    .binds(body)
    .flatMap((thing) => (thing.kind === 'cane' ? [thing.cane] : []))

/** The places that an act takes. */
const placesOf = (body: ActBody): readonly Place[] =>
  rowOf(body)
    .binds(body)
    .flatMap((thing) => (thing.kind === 'place' ? [thing.place] : []))
