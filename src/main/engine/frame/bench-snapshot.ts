// The bench as every screen's frame shows it: who, where, how it stands with central, which readers.
import type { Invitation } from '../../../shared/enrolment/central'
import type { Person } from '../../../shared/model/person'
import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { BenchSnapshot, FirstRun } from '../../../shared/views/bench'
import type { CentralLink } from '../../../shared/views/central-link'
import type { Settings } from '../../../shared/views/settings'
import type { Store } from '../store/contract/store'

export interface PeopleShown {
  current(): Person | null
  available(): readonly Person[]
}

export interface BenchFacts {
  readonly mode: BenchSnapshot['mode']
  readonly benchName: string
  readonly recovered: boolean
  readonly data: BenchSnapshot['data']
  readonly health: BenchSnapshot['health']
  readonly firstRun: FirstRun | null
  readonly invitation: Invitation | null
  /** What the setting `system` means here. */
  readonly language: Settings['language']
  readonly link: CentralLink
  readonly clockOffsetMs: number | null
  readonly readers: readonly ReaderSnapshot[]
  /** Conflicts that wait for a person. */
  readonly conflicts: number
}

export function benchSnapshot(
  { profile, outbox, mirror }: Pick<Store, 'profile' | 'outbox' | 'mirror'>,
  people: PeopleShown,
  { language, conflicts, ...facts }: BenchFacts,
): BenchSnapshot {
  const identity = profile.identity()
  const settings = profile.settings()
  return {
    ...facts,
    organizationName: identity?.organizationName ?? null,
    facility: identity && { id: identity.facilityId, name: identity.facilityName },
    people: { current: people.current(), available: people.available() },
    rules: mirror.rules(),
    outbox: { ...outbox.summary(), refused: conflicts },
    settings: settings.language === 'system' ? { ...settings, language } : settings,
  }
}
