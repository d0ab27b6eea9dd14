// Counts kept beside the containers, so that a million of them are never counted: by stretch of ids (for the list of all) and by
// canister (for a tank's list and how full it is). Changes are gathered and written once a chunk.
import type { Database } from '../database'
import { bucketSize, stretchesIn } from './stretches'

export interface Counts {
  add(id: number, by: 1 | -1): void
  addPlaced(storageId: number, canister: string, by: 1 | -1): void
  /** Writes what was gathered; part of the transaction that wrote the containers. */
  flush(): void
  forget(): void
}

export function countsIn(db: Database): Counts {
  const buckets = new Map<number, number>()
  const canisters = new Map<number, Map<string, number>>()
  const stretches = stretchesIn(db)
  const canister = db.prepare<
    [number, string, number]
  >(`INSERT INTO canister_count (storage_id, canister, n) VALUES (?, ?, ?)
    ON CONFLICT (storage_id, canister) DO UPDATE SET n = n + excluded.n`)

  const forget = () => {
    buckets.clear()
    canisters.clear()
  }
  db.onRollback(forget)

  return {
    add(id, by) {
      const key = Math.floor(id / bucketSize)
      buckets.set(key, (buckets.get(key) ?? 0) + by)
    },
    addPlaced(storageId, name, by) {
      const ofTank = canisters.get(storageId) ?? new Map<string, number>()
      canisters.set(storageId, ofTank)
      ofTank.set(name, (ofTank.get(name) ?? 0) + by)
    },
    flush() {
      stretches.add(buckets)
      for (const [storageId, ofTank] of canisters) {
        for (const [name, n] of ofTank) if (n !== 0) canister.run(storageId, name, n)
      }
      forget()
    },
    forget,
  }
}
