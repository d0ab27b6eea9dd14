// What every use case gets: the store, the clock, and one way to write: a transaction that also appends to the benches' feed.
import type { Clock, Ids, SecretBytes } from '../../shared/ports'
import { type Result, refused } from '../../shared/result'
import { appendToFeeds, type FeedChange } from '../store/feed'
import type { IdFloor, NumberedKind } from '../store/id-floors'
import { takeIds } from '../store/new-ids'
import type { Db, Store } from '../store/store'

/** Tells whoever listens that a facility's feed has moved. Only a wake-up: a listener that misses one finds the rows by asking. */
export interface Signals {
  moved(facility: number, head: number): void
  /** Returns the function that ends the subscription. */
  subscribe(facility: number, listener: (head: number) => void): () => void
}

export interface Central {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly secrets: SecretBytes
  readonly signals: Signals
  readonly idFloor: IdFloor
}

export const timeOf = (clock: Clock): string => new Date(clock.wallMs()).toISOString()

/** One transaction: `announce` puts a change into a facility's feed when it commits. */
export interface Work {
  readonly db: Db
  /**
   * The transaction's time, read once, at its first use. Use it only after locking the feeds: the lock may take seconds, and
   * `updatedSince` would miss a change that was dated before the wait.
   */
  readonly now: string
  /** The first of so many consecutive new numbers: only after locking the feeds, and subjects before containers before procedures. */
  newIds(kind: NumberedKind, count: number): Promise<number>
  announce(facility: number, change: FeedChange): void
}

/** Thrown to roll back what was written before the refusal. */
class RolledBack extends Error {
  constructor(readonly problem: unknown) {
    super('refused')
  }
}

/**
 * Runs a use case in one transaction. A refusal rolls back; an acceptance commits its effects together with the feed's rows,
 * and wakes the benches only after the commit.
 */
export async function transact<Value, Problem>(
  central: Central,
  work: (tx: Work) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  const heads = new Map<number, number>()
  const committed = await central.store
    .transaction(async (db) => {
      // The store may run this again, after a conflict with another transaction.
      heads.clear()
      let now: string | null = null
      const pending = new Map<number, FeedChange[]>()
      const announce: Work['announce'] = (facility, change) => {
        const changes = pending.get(facility) ?? []
        changes.push(change)
        pending.set(facility, changes)
      }
      const tx: Work = {
        db,
        get now() {
          now ??= timeOf(central.clock)
          return now
        },
        newIds: (kind, count) => takeIds(db, kind, central.idFloor(kind, Date.parse(tx.now)), count),
        announce,
      }
      const result = await work(tx)
      if (!result.ok) throw new RolledBack(result.problem)
      for (const [facility, head] of await appendToFeeds(db, tx.now, pending)) heads.set(facility, head)
      return result
    })
    .catch((problem: unknown) => {
      // Only `work` can have made this problem, so it has the type that `work` promises.
      if (problem instanceof RolledBack) return refused(problem.problem as Problem)
      throw problem
    })
  for (const [facility, head] of heads) central.signals.moved(facility, head)
  return committed
}
