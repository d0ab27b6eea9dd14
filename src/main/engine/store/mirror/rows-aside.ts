// Rows of central's feed that this program can't take: of an unknown shape, or refused by the store. Each is put aside and counted, so that
// everything behind it comes through; it is gone from here once the same thing has come in a form that can be taken.
import type { SkippedRow } from '../contract/feed'
import type { Aside } from '../contract/mirror'
import type { Database } from '../database'

/** Beyond it, it is a version that does not fit, and not a count that matters. */
const countedAtMost = 1000

export type AsideRow = SkippedRow & { readonly cannot: NonNullable<SkippedRow['cannot']> }

export function rowsAsideIn(db: Database) {
  const put = db.prepare<
    [string, string, number, string]
  >(`INSERT INTO feed_aside (entity, key, n, why, times) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (entity, key) DO UPDATE SET n = excluded.n, why = excluded.why, times = times + 1`)
  const remove = db.prepare<[string, string]>('DELETE FROM feed_aside WHERE entity = ? AND key = ?')
  const removeAll = db.prepare('DELETE FROM feed_aside')
  const keys = db.prepare<[], { entity: string; key: string }>(`SELECT entity, key FROM feed_aside WHERE entity > ''`)
  const count = db
    .prepare<[], number>(`SELECT count(*) FROM (SELECT 1 FROM feed_aside WHERE entity > '' LIMIT ${countedAtMost})`)
    .pluck()
  const first = db.prepare<[], { entity: string; key: string; why: string }>(
    `SELECT entity, key, why FROM feed_aside WHERE entity > '' ORDER BY entity, key LIMIT 1`,
  )
  const program = db.prepare<[], string | null>('SELECT program FROM feed WHERE only = 1').pluck()
  const setProgram = db.prepare<[string]>('UPDATE feed SET program = ? WHERE only = 1')

  /** There are none most of the time: then no change of the feed asks the database. */
  let known: Set<string> | null = null
  db.onRollback(() => {
    known = null
  })
  const nameOf = (entity: string, key: string) => `${entity} ${key}`
  const knownKeys = () => {
    known ??= new Set(keys.all().map(({ entity, key }) => nameOf(entity, key)))
    return known
  }
  const forget = (entity: string, key: string) => {
    if (knownKeys().delete(nameOf(entity, key))) remove.run(entity, key)
  }

  return {
    put({ n, entity, cannot }: AsideRow) {
      put.run(entity, cannot.key, n, cannot.why)
      knownKeys().add(nameOf(entity, cannot.key))
    },
    /** This has come in a form that could be taken. */
    taken(entity: string, key: string) {
      forget(entity, key)
      if (entity === 'freedTag') forget('knownTag', key)
    },
    forgetAll() {
      removeAll.run()
      known = null
    },
    all: (): Aside => ({ count: count.get() ?? 0, first: first.get() ?? null }),
    /** Whether another program was here last. From now on it is this one. */
    ranBy(now: string): boolean {
      const before = program.get() ?? null
      if (before !== now) setProgram.run(now)
      return before !== now
    },
  }
}

export type RowsAside = ReturnType<typeof rowsAsideIn>
