// What central may have lost in a restore, and somebody has to look after. What is closed is gone from here: central keeps it.
import type { Loss, LostThing } from '../../../../shared/model/restoration'
import { lostVialPlace } from '../../../../shared/model/restoration'
import type { Count } from '../../../../shared/views/attention'
import { type Database, fromJson } from '../database'
import { counted, countedAtMost, isOpen } from './looked-after'

const columns = 'id, generation, restoration_id, container_id, storage_id, canister, cane, position, body'
/** Those that a scan closes, and no person's word, are of vials that central has. */
const toClose = `container_id IS NULL AND ${isOpen("'loss:' || loss.id", 'loss.close')}`

export function lossesIn(db: Database) {
  const upsert = db.prepare(`INSERT INTO loss (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, restoration_id = excluded.restoration_id,
    container_id = excluded.container_id, storage_id = excluded.storage_id, canister = excluded.canister,
    cane = excluded.cane, position = excluded.position, body = excluded.body`)
  const remove = db.prepare<[string]>('DELETE FROM loss WHERE id = ?')
  const all = db.prepare<[number], string>(`SELECT body FROM loss WHERE id > '' ORDER BY id LIMIT ?`).pluck()
  const one = db.prepare<[string], string>('SELECT body FROM loss WHERE id = ?').pluck()
  const count = db
    .prepare<[], number>(`SELECT count(*) FROM (SELECT 1 FROM loss WHERE id > '' LIMIT ${countedAtMost})`)
    .pluck()
  const page = db
    .prepare<[string, number], string>(
      `SELECT body FROM loss INDEXED BY loss_to_close WHERE id > ? AND ${toClose} ORDER BY id LIMIT ?`,
    )
    .pluck()
  const countToClose = db
    .prepare<[], number>(
      `SELECT count(*) FROM (SELECT 1 FROM loss INDEXED BY loss_to_close WHERE id > '' AND ${toClose} LIMIT ${countedAtMost + 1})`,
    )
    .pluck()
  const ofContainer = db
    .prepare<[number, number], string>(
      'SELECT body FROM loss INDEXED BY loss_of_container WHERE container_id = ? ORDER BY id LIMIT ?',
    )
    .pluck()
  const tagged = db
    .prepare<[string], string>(
      `SELECT body FROM loss INDEXED BY loss_by_tag WHERE container_id IS NULL AND body ->> '$.thing.tag' = ? LIMIT 1`,
    )
    .pluck()
  const countOf = db
    .prepare<[string], number>(
      `SELECT count(*) FROM (SELECT 1 FROM loss INDEXED BY loss_of_restoration WHERE restoration_id = ? LIMIT ${countedAtMost + 1})`,
    )
    .pluck()
  const parsed = (bodies: readonly string[]): readonly Loss[] => bodies.map((body) => fromJson<Loss>(body))
  return {
    apply(loss: Loss, generation: number) {
      if (loss.closed !== null) {
        remove.run(loss.id)
        return
      }
      const { id, restorationId, thing } = loss
      const container = thing.kind === 'vial' ? thing.containerId : null
      const { storageId, canister, cane, position } = lostVialPlace(thing) ?? nowhere
      const body = JSON.stringify(loss)
      upsert.run(id, generation, restorationId, container, storageId, canister, cane, position, body)
    },
    remove: (id: string) => void remove.run(id),
    get(id: string): Loss | null {
      const body = one.get(id)
      return body === undefined ? null : fromJson<Loss>(body)
    },
    /** To a thousand. */
    count: () => count.get() ?? 0,
    /** In the order in which central was told. */
    all: (limit: number): readonly Loss[] => parsed(all.all(limit)),
    /** Those that a person closes with a reason, and this bench has not: after this id. */
    toClose: (after: string, limit: number): readonly Loss[] => parsed(page.all(after, limit)),
    countToClose: (): Count => counted(countToClose.get()),
    /** What is remembered of a vial that central has. */
    ofContainer: (id: number): readonly Loss[] => parsed(ofContainer.all(id, rememberedAtMost)),
    /** The vial with this tag, if central doesn't have that vial any more. */
    tagged(tag: string): LostThing | null {
      const body = tagged.get(tag)
      return body === undefined ? null : fromJson<Loss>(body).thing
    },
    countOf: (restoration: string): Count => counted(countOf.get(restoration)),
  }
}

/** Each restoration remembers a vial once. */
const rememberedAtMost = 10

const nowhere = { storageId: null, canister: null, cane: null, position: null }
