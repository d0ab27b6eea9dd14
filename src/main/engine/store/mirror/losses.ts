// What central may have lost in a restore, and somebody has to look after. What is closed is gone from here: central keeps it.
import type { Loss } from '../../../../shared/model/restoration'
import { lostVialPlace } from '../../../../shared/model/restoration'
import { type Database, fromJson } from '../database'

/** A screen says "more than" beyond it. */
const countedAtMost = 1000

export function lossesIn(db: Database) {
  const upsert =
    db.prepare(`INSERT INTO loss (id, generation, storage_id, canister, cane, position, body) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, storage_id = excluded.storage_id, canister = excluded.canister,
    cane = excluded.cane, position = excluded.position, body = excluded.body`)
  const remove = db.prepare<[string]>('DELETE FROM loss WHERE id = ?')
  const all = db.prepare<[number], string>(`SELECT body FROM loss WHERE id > '' ORDER BY id LIMIT ?`).pluck()
  const one = db.prepare<[string], string>('SELECT body FROM loss WHERE id = ?').pluck()
  const count = db
    .prepare<[], number>(`SELECT count(*) FROM (SELECT 1 FROM loss WHERE id > '' LIMIT ${countedAtMost})`)
    .pluck()
  return {
    apply(loss: Loss, generation: number) {
      if (loss.closed !== null) {
        remove.run(loss.id)
        return
      }
      const { storageId, canister, cane, position } = lostVialPlace(loss.thing) ?? nowhere
      upsert.run(loss.id, generation, storageId, canister, cane, position, JSON.stringify(loss))
    },
    remove: (id: string) => void remove.run(id),
    get(id: string): Loss | null {
      const body = one.get(id)
      return body === undefined ? null : fromJson<Loss>(body)
    },
    /** To a thousand. */
    count: () => count.get() ?? 0,
    /** In the order in which central was told. */
    all: (limit: number): readonly Loss[] => all.all(limit).map((body) => fromJson<Loss>(body)),
  }
}

const nowhere = { storageId: null, canister: null, cane: null, position: null }
