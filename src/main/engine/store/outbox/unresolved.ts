// Refused acts until a person has resolved them: a resolution is an act of its own, and the refused ones name it.
import { isResolution, type ResolveConflict, resolveConflict } from '../../../../shared/acts/resolve-conflict'
import type { RefusedEntry, Resolution, UnresolvedWork } from '../contract/outbox'
import type { Database } from '../database'
import { entryColumns, entryOf, isRefused, type OutboxRow } from './rows'

interface Row extends OutboxRow {
  readonly refused_ms: number | null
}

export interface Unresolved extends UnresolvedWork {
  /** A resolution that central has refused, or that was parked, resolves nothing: what it covered is open again. */
  reopenRefused(): void
}

const resolutionOf = (row: OutboxRow): ResolveConflict | null => {
  const { body } = entryOf(row)
  return isResolution(body) ? body : null
}

export function unresolvedIn(db: Database): Unresolved {
  const open = db.prepare<[], Row>(
    `SELECT ${entryColumns}, refused_ms FROM outbox INDEXED BY outbox_refused WHERE ${isRefused} ORDER BY position`,
  )
  const byId = db.prepare<[string], OutboxRow>(`SELECT ${entryColumns} FROM outbox WHERE intent_id = ?`)
  // One that was signed anew, or refused and made again, is represented by its successor.
  const latest = db.prepare<[number], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_resolutions WHERE kind = '${resolveConflict.kind}'
      AND superseded_by IS NULL ORDER BY position DESC LIMIT ?`,
  )
  const cover = db.prepare<[string, string]>(`UPDATE outbox SET superseded_by = ? WHERE intent_id = ? AND ${isRefused}`)
  const refusedResolutions = db.prepare<[], OutboxRow>(
    `SELECT ${entryColumns} FROM outbox INDEXED BY outbox_refused WHERE ${isRefused} AND kind = '${resolveConflict.kind}'`,
  )
  const uncover = db.prepare<[string]>(`UPDATE outbox SET superseded_by = NULL WHERE intent_id = ?
    AND EXISTS (SELECT 1 FROM outbox AS other WHERE other.intent_id = outbox.superseded_by AND other.kind = '${resolveConflict.kind}')`)

  return {
    unresolved() {
      return open.all().map((row): RefusedEntry => {
        const entry = entryOf(row)
        return { ...entry, refusedMs: row.refused_ms ?? Date.parse(entry.envelope.occurredAt) }
      })
    },
    resolve(intentIds, resolutionId) {
      db.transact(() => {
        for (const id of intentIds) {
          if (cover.run(resolutionId, id).changes !== 1) throw new Error(`Intent ${id} is not open`)
        }
        db.touch('conflicts', 'attention')
      })
    },
    resolutions(limit) {
      return latest.all(limit).flatMap((row): readonly Resolution[] => {
        const body = resolutionOf(row)
        const act = body && byId.get(body.conflictId)
        return body && act ? [{ entry: entryOf(row), body, act: entryOf(act) }] : []
      })
    },
    reopenRefused() {
      for (const row of refusedResolutions.all()) {
        const { covers = [], withdrawn = [] } = resolutionOf(row) ?? {}
        for (const id of [...covers, ...withdrawn]) uncover.run(id)
      }
    },
  }
}
