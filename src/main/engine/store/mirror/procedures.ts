// Procedures of the mirror, with the places that they hold, and which of this bench's acts they already show.
import { madeNumber } from '../../../../shared/model/made'
import type { Procedure } from '../../../../shared/model/procedure'
import type { Database } from '../database'
import { parsedProceduresIn } from './parsed-procedures'
import { isShownAsOpen, plannedPlacesIn } from './planned-places'

/** Rows looked at in one step: a few milliseconds. */
const lookedAt = 200

export interface Procedures {
  apply(procedure: Procedure, generation: number): void
  remove(id: number): void
  get(id: number): Procedure | null
  open(): readonly Procedure[]
  endedSince(iso: string, limit: number): readonly Procedure[]
  refills(limit: number): readonly Procedure[]
  /** See `MirrorForSync`. */
  changedSince(iso: string, after: number): { readonly procedures: readonly Procedure[]; readonly next: number | null }
  /** Of which the device has spoken after a person had ended them; newest first. */
  withLateReports(limit: number): readonly Procedure[]
  /** Every row is gone. */
  forgetAll(): void
}

export function proceduresIn(db: Database): Procedures {
  const parsed = parsedProceduresIn(db)
  const planned = plannedPlacesIn(db)
  const upsert =
    db.prepare(`INSERT INTO mirror_procedure (id, generation, version, type, open, created_at, ended_at, body, late, made_number)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, version = excluded.version,
    type = excluded.type, open = excluded.open, created_at = excluded.created_at, ended_at = excluded.ended_at, body = excluded.body, late = excluded.late,
    made_number = excluded.made_number
    WHERE excluded.generation > mirror_procedure.generation OR excluded.version >= mirror_procedure.version`)
  const remove = db.prepare<[number]>('DELETE FROM mirror_procedure WHERE id = ?')
  const setInMirror = db.prepare<
    [number, number]
  >(`UPDATE outbox INDEXED BY outbox_unsettled SET in_mirror = 1 WHERE procedure_id = ? AND
    in_mirror = 0 AND state IN ('queued', 'sending', 'accepted') AND state = 'accepted' AND ifnull(accepted_version, 0) <= ?`)
  const open = db.prepare<[], number>('SELECT id FROM mirror_procedure WHERE open = 1 ORDER BY created_at, id').pluck()
  const ended = db
    .prepare<[string, number], number>(
      'SELECT id FROM mirror_procedure WHERE open = 0 AND ended_at >= ? ORDER BY ended_at DESC, id DESC LIMIT ?',
    )
    .pluck()
  const refills = db
    .prepare<[number], number>(
      `SELECT id FROM mirror_procedure WHERE type = 'REFILL' ORDER BY open DESC, created_at DESC, id DESC LIMIT ?`,
    )
    .pluck()
  const page = db.prepare<[string, number, number], { readonly id: number; readonly isChanged: 0 | 1 }>(
    `SELECT id, body ->> '$.updatedAt' >= ? AS isChanged FROM mirror_procedure WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const late = db
    .prepare<[number], number>('SELECT id FROM mirror_procedure WHERE late = 1 ORDER BY ended_at DESC, id DESC LIMIT ?')
    .pluck()
  const all = (ids: readonly number[]) => ids.flatMap((id) => parsed.get(id) ?? [])

  return {
    apply(procedure, generation) {
      const { id, version, type, createdAt } = procedure
      const open = isShownAsOpen(procedure)
      const endedAt = open ? null : (procedure.completedAt ?? procedure.updatedAt)
      const made = procedure.made === undefined ? null : madeNumber(procedure.made.id)
      // A snapshot that went on after a cut is ahead of the feed that is then followed: nothing goes back in between.
      const { changes } = upsert.run(
        id,
        generation,
        version,
        type,
        open ? 1 : 0,
        createdAt,
        endedAt,
        JSON.stringify(procedure),
        procedure.lateReports === undefined ? 0 : 1,
        made,
      )
      if (changes === 0) return
      planned.apply(procedure)
      setInMirror.run(id, version)
      // What was saved here before it had its number.
      if (made !== null) setInMirror.run(made, version)
      parsed.forget(id)
    },
    remove(id) {
      remove.run(id)
      planned.remove(id)
      parsed.forget(id)
    },
    get: parsed.byEitherNumber,
    open: () => all(open.all()),
    endedSince: (iso, limit) => all(ended.all(iso, limit)),
    refills: (limit) => all(refills.all(limit)),
    changedSince(iso, after) {
      const rows = page.all(iso, after, lookedAt)
      const procedures = all(rows.filter(({ isChanged }) => isChanged === 1).map(({ id }) => id))
      return { procedures, next: rows.length < lookedAt ? null : (rows.at(-1)?.id ?? null) }
    },
    withLateReports: (limit) => all(late.all(limit)),
    forgetAll: parsed.forgetAll,
  }
}
