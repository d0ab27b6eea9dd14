// Procedures of the mirror, with the places that open STORE procedures plan, and which of this bench's intents they already show.
import { isOpen, type Procedure } from '../../../../shared/model/procedure'
import { type Database, fromJson } from '../database'

interface Row {
  readonly id: number
  readonly body: string
}

export interface Procedures {
  apply(procedure: Procedure, generation: number): void
  remove(id: number): void
  get(id: number): Procedure | null
  open(): readonly Procedure[]
  endedSince(iso: string, limit: number): readonly Procedure[]
  refills(limit: number): readonly Procedure[]
  forget(): void
}

/** Parsed procedures kept in memory: each scan asks for the open ones. */
const keptAtMost = 2000

/** A status that this program doesn't know counts as open, so that it is shown. */
const isShownAsOpen = (procedure: Procedure): boolean => procedure.status === 'UNKNOWN' || isOpen(procedure.status)

export function proceduresIn(db: Database): Procedures {
  const kept = new Map<number, Procedure>()
  db.onRollback(() => kept.clear())
  const upsert =
    db.prepare(`INSERT INTO mirror_procedure (id, generation, version, type, open, created_at, ended_at, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, version = excluded.version,
    type = excluded.type, open = excluded.open, created_at = excluded.created_at, ended_at = excluded.ended_at, body = excluded.body
    WHERE excluded.generation > mirror_procedure.generation OR excluded.version >= mirror_procedure.version`)
  const remove = db.prepare<[number]>('DELETE FROM mirror_procedure WHERE id = ?')
  const unplan = db.prepare<[number]>('DELETE FROM planned_place WHERE procedure_id = ?')
  const plan = db.prepare(
    `INSERT OR IGNORE INTO planned_place (procedure_id, storage_id, canister, cane, position) VALUES (?, ?, ?, ?, ?)`,
  )
  const seen = db.prepare<
    [number, number]
  >(`UPDATE outbox INDEXED BY outbox_unsettled SET in_mirror = 1 WHERE procedure_id = ? AND
    in_mirror = 0 AND state IN ('queued', 'sending', 'accepted') AND state = 'accepted' AND ifnull(accepted_version, 0) <= ?`)
  const select = db.prepare<[number], Row>('SELECT id, body FROM mirror_procedure WHERE id = ?')
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

  const get = (id: number): Procedure | null => {
    const known = kept.get(id)
    if (known !== undefined) return known
    const row = select.get(id)
    if (row === undefined) return null
    if (kept.size >= keptAtMost) kept.clear()
    const procedure = fromJson<Procedure>(row.body)
    kept.set(id, procedure)
    return procedure
  }
  const all = (ids: readonly number[]) => ids.flatMap((id) => get(id) ?? [])

  return {
    apply(procedure, generation) {
      const open = isShownAsOpen(procedure)
      // A snapshot that went on after a cut is ahead of the feed that is then followed: nothing goes back in between.
      const { changes } = upsert.run(
        procedure.id,
        generation,
        procedure.version,
        procedure.type,
        open ? 1 : 0,
        procedure.createdAt,
        open ? null : (procedure.completedAt ?? procedure.updatedAt),
        JSON.stringify(procedure),
      )
      if (changes === 0) return
      unplan.run(procedure.id)
      if (procedure.type === 'STORE') {
        for (const { place, outcome } of procedure.vials) {
          // Central keeps a place where a vial may sit until somebody has looked, also after the procedure has ended.
          const isHeld = open ? outcome !== 'done' : outcome === 'unknown'
          if (place === null || !isHeld) continue
          plan.run(procedure.id, place.storageId, place.canister, place.cane, place.position)
        }
      }
      seen.run(procedure.id, procedure.version)
      kept.delete(procedure.id)
    },
    remove(id) {
      remove.run(id)
      unplan.run(id)
      kept.delete(id)
    },
    get,
    open: () => all(open.all()),
    endedSince: (iso, limit) => all(ended.all(iso, limit)),
    refills: (limit) => all(refills.all(limit)),
    forget: () => kept.clear(),
  }
}
