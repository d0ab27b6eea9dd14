// After central was restored from a backup: what it had accepted is offered again. Which of it the backup still has, only central can say: a
// version that has been reached since says nothing about who reached it.
import type { Act } from '../../../../shared/acts/act'
import { acts } from '../../../../shared/acts/table'
import type { Database } from '../database'

/** Rows looked at in one step: a few milliseconds. */
const lookedAt = 300

interface Row {
  readonly position: number
  readonly state: string
  readonly bench_id: string
  readonly procedure_id: number | null
  readonly shown: number
  readonly superseded_by: string | null
}

/** Whether central's state, as it is mirrored, shows an entry of `outbox`. An act on no procedure, and with nothing of its own, is shown. */
const shown: Readonly<Record<Act<never>['shownBy'], string>> = {
  cane: `EXISTS (SELECT 1 FROM cane WHERE storage_id = json_extract(outbox.body, '$.storageId')
    AND canister = json_extract(outbox.body, '$.canister') AND (cane = json_extract(outbox.body, '$.cane') OR same_name(cane, json_extract(outbox.body, '$.cane'))))`,
  vial: `NOT EXISTS (SELECT 1 FROM container WHERE id = json_extract(outbox.body, '$.containerId') AND verify_since IS NOT NULL
    AND (outbox.accepted_version IS NULL OR version < outbox.accepted_version))`,
  loss: `NOT EXISTS (SELECT 1 FROM loss WHERE id = json_extract(outbox.body, '$.lossId'))`,
  procedureVersion: `outbox.procedure_id IS NULL
    OR EXISTS (SELECT 1 FROM mirror_procedure WHERE (id = outbox.procedure_id OR made_number = outbox.procedure_id)
      AND version >= outbox.accepted_version)`,
}

/** Whether the mirror has what an entry of `outbox` asked for, as far as its state alone can tell. */
export const shownByMirror = `CASE outbox.kind ${Object.entries(acts)
  .map(([kind, { shownBy }]) => `WHEN '${kind}' THEN (${shown[shownBy]})`)
  .join('\n  ')} ELSE (${shown.procedureVersion}) END`

export function offeringIn(db: Database) {
  const page = db.prepare<
    [number, number],
    Row
  >(`SELECT position, state, bench_id, procedure_id, ${shownByMirror} AS shown,
    superseded_by FROM outbox WHERE position > ? ORDER BY position LIMIT ?`)
  const queue = db.prepare<
    [number, number]
  >(`UPDATE outbox SET state = 'queued', in_mirror = ?, accepted_version = NULL,
    next_attempt_ms = NULL WHERE position = ?`)
  const current = db
    .prepare<[], string>(`SELECT json_extract(value, '$.benchId') FROM profile WHERE name = 'identity'`)
    .pluck()

  /** Under an earlier identity central remembers nothing for this bench: only what is visibly lost is asked for anew. */
  const isToBeOffered = (row: Row, bench: string | undefined): boolean =>
    row.state === 'accepted' && row.superseded_by === null && (row.bench_id === bench || row.shown === 0)

  return {
    offerAgain(after: number): number | null {
      return db.transact(() => {
        const rows = page.all(after, lookedAt)
        const bench = current.get()
        for (const row of rows) {
          if (!isToBeOffered(row, bench)) continue
          // What the mirror shows is no overlay; it waits for central's word all the same.
          queue.run(row.shown, row.position)
          db.touchProcedure(row.procedure_id, 'outbox', 'procedures')
        }
        return rows.length < lookedAt ? null : (rows.at(-1)?.position ?? null)
      })
    },
  }
}
