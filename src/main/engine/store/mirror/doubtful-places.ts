// Places where a vial may be that is to be verified: nobody else gets them, whichever procedure left it so.
import type { SampleContainer } from '../../../../shared/model/container'
import type { Database } from '../database'

export function doubtfulPlacesIn(db: Database) {
  const remove = db.prepare<[number]>('DELETE FROM doubtful_place WHERE container_id = ?')
  const insert = db.prepare(
    'INSERT INTO doubtful_place (container_id, storage_id, canister, cane, position) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    apply({ id, verify }: SampleContainer) {
      remove.run(id)
      if (!verify?.place) return
      const { storageId, canister, cane, position } = verify.place
      insert.run(id, storageId, canister, cane, position)
    },
    remove: (id: number) => void remove.run(id),
  }
}
