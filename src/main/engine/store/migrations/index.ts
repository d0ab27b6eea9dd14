import { benchRecords } from './0001-bench-records'
import { mirrorTables } from './0002-mirror'
import { snapshotProgress } from './0003-snapshot-progress'
import { resolutions } from './0004-resolutions'
import { knownRows } from './0005-known-rows'

/**
 * In order; the database's `user_version` is how many of them it has had. To add one: write `NNNN-what-it-does.ts` beside the others,
 * append it here, and add to test/unit/main/engine/store/migrations.test.ts a database of the version before. Never change one
 * that was released.
 */
export const migrations: readonly string[] = [benchRecords, mirrorTables, snapshotProgress, resolutions, knownRows]
