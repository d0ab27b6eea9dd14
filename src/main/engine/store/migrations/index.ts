import { benchRecords } from './0001-bench-records'
import { mirrorTables } from './0002-mirror'
import { snapshotProgress } from './0003-snapshot-progress'
import { resolutions } from './0004-resolutions'
import { knownRows } from './0005-known-rows'
import { verification } from './0006-verification'
import { tagPurposes } from './0007-tag-purposes'
import { stretches } from './0008-stretches'
import { lateReports } from './0009-late-reports'
import { searchKeysByLook } from './0010-search-keys'
import { toldLast } from './0011-told-last'
import { losses } from './0012-losses'
import { madeHere } from './0013-made-here'
import { attention } from './0014-attention'
import { rowsAside } from './0015-rows-aside'
import { lostTags } from './0016-lost-tags'
import { replacedHistory } from './0017-replaced-history'

/**
 * In order; the database's `user_version` is how many of them it has had. To add one: write `NNNN-what-it-does.ts` beside the others,
 * append it here, and record a database of the new version as test/recorded/README.md says: the next migration is tested from it, in
 * test/unit/main/engine/store/migrations/index.test.ts. Never change one that was released.
 */
export const migrations: readonly string[] = [
  benchRecords,
  mirrorTables,
  snapshotProgress,
  resolutions,
  knownRows,
  verification,
  tagPurposes,
  stretches,
  lateReports,
  searchKeysByLook,
  toldLast,
  losses,
  madeHere,
  attention,
  rowsAside,
  lostTags,
  replacedHistory,
]
