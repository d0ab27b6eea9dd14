// Whether the files that SQLite has open are still those of the data folder. What is written to a file that was replaced or removed (by a copy
// put in its place, a synchronizer, a clean-up) is on the disk for nobody: SQLite itself does not look.
import { type BigIntStats, statSync } from 'node:fs'

class Moved extends Error {
  /** SQLite's own name for it. */
  readonly code = 'SQLITE_READONLY_DBMOVED'
}

const seen = (file: string): BigIntStats | undefined => statSync(file, { bigint: true, throwIfNoEntry: false })

/**
 * Call once the database is open in WAL mode. What it answers throws when one of the two files is not what it was then: two looks at the
 * folder, microseconds.
 */
export function mustStayInPlace(file: string): () => void {
  const files = [file, `${file}-wal`].map((path) => ({ path, was: seen(path) }))
  return () => {
    for (const { path, was } of files) {
      if (was === undefined) continue
      const is = seen(path)
      if (is?.ino === was.ino && is.dev === was.dev) continue
      throw new Moved(`${path} was ${is === undefined ? 'removed' : 'replaced'} while it was in use`)
    }
  }
}
