// How to add a migration: 1. a new file NNNN-what.ts beside this one, never a change to an old one; 2. a row below; 3. the new
// columns in ../schema; 4. SQL through kysely's schema builder only, so that it runs on every database; 5. a recorded database of the
// new version, as test/recorded/README.md says: test/integration/recorded/central.test.ts brings each of them up to date.
import type { Migration } from 'kysely'
import { initial } from './0001-initial'
import { resolutions } from './0002-resolutions'
import { requestWindows } from './0003-request-windows'
import { benchRenewals } from './0004-bench-renewals'
import { withdrawnIntents } from './0005-withdrawn-intents'
import { verification } from './0006-verification'
import { subjectKeys } from './0007-subject-keys'
import { tagPurposes } from './0008-tag-purposes'
import { idsByTheClock } from './0009-ids-by-the-clock'
import { livesOfTags } from './0010-lives-of-tags'
import { toldLast } from './0011-told-last'
import { restorations } from './0012-restorations'
import { wideTagBindings } from './0013-wide-tag-bindings'
import { handedOver } from './0014-handed-over'
import { madeAtBenches } from './0015-made-at-benches'
import { lostTags } from './0016-lost-tags'
import { lastContacts } from './0017-last-contacts'

/** By name, in order. kysely runs each once, in a transaction. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-resolutions': resolutions,
  '0003-request-windows': requestWindows,
  '0004-bench-renewals': benchRenewals,
  '0005-withdrawn-intents': withdrawnIntents,
  '0006-verification': verification,
  '0007-subject-keys': subjectKeys,
  '0008-tag-purposes': tagPurposes,
  '0009-ids-by-the-clock': idsByTheClock,
  '0010-lives-of-tags': livesOfTags,
  '0011-told-last': toldLast,
  '0012-restorations': restorations,
  '0013-wide-tag-bindings': wideTagBindings,
  '0014-handed-over': handedOver,
  '0015-made-at-benches': madeAtBenches,
  '0016-lost-tags': lostTags,
  '0017-last-contacts': lastContacts,
}
