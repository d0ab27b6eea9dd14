// Aggregates wait for nobody, with one exception: an act can need what an earlier act of another aggregate makes or frees, as a tag on a
// cane that was added just before, or one that another procedure has just given back. Central would refuse it for good if it came first.
import { type ActBody, procedureIn, rowOf } from '../../../../shared/acts'
import { keyOf, thingsIn } from '../../../../shared/acts/things'
import type { Procedure } from '../../../../shared/model/procedure'
import { type Database, fromJson } from '../database'

export interface HeldBack {
  has(aggregate: string): boolean
  add(aggregate: string): void
  /** Whether the entry at this position needs something of what was added. */
  isNeededAt(position: number): boolean
}

/** What an act binds or gives back. */
const touchedBy = (body: ActBody): readonly string[] => {
  const row = rowOf(body)
  return [...row.binds(body), ...row.frees(body)].map(keyOf)
}

/** What must be there, and free, for an act. */
const neededBy = (body: ActBody): readonly string[] => {
  const row = rowOf(body)
  return [...row.binds(body), ...row.needs(body)].map(keyOf)
}

export function dependenceIn(db: Database) {
  const bodyAt = db.prepare<[number], string>('SELECT body FROM outbox WHERE position = ?').pluck()
  const mirrored = db.prepare<[number], string>('SELECT body FROM mirror_procedure WHERE id = ?').pluck()
  const unsent = db
    .prepare<[number], string>(
      `SELECT body FROM outbox INDEXED BY outbox_unsettled WHERE procedure_id = ? AND in_mirror = 0
       AND state IN ('queued', 'sending', 'accepted')`,
    )
    .pluck()

  const thingsOfAggregate = (aggregate: string): readonly string[] => {
    const id = procedureIn(aggregate)
    if (id === null) return [aggregate]
    const known = mirrored.get(id)
    return [
      ...(known === undefined ? [] : thingsIn(fromJson<Procedure>(known)).map(keyOf)),
      ...unsent.all(id).flatMap((body) => touchedBy(fromJson<ActBody>(body))),
    ]
  }

  /** Looks things up only once somebody else's act has to be judged: most often nothing is held back, or nothing follows. */
  return (): HeldBack => {
    const held = new Set<string>()
    const things = new Set<string>()
    let unread: string[] = []
    return {
      has: (aggregate) => held.has(aggregate),
      add(aggregate) {
        held.add(aggregate)
        unread.push(aggregate)
      },
      isNeededAt(position) {
        if (held.size === 0) return false
        const text = bodyAt.get(position)
        const needed = text === undefined ? [] : neededBy(fromJson<ActBody>(text))
        if (needed.length === 0) return false
        for (const thing of unread.flatMap(thingsOfAggregate)) things.add(thing)
        unread = []
        return needed.some((thing) => things.has(thing))
      },
    }
  }
}
