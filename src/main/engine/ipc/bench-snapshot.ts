// The bench as every screen's frame shows it: who, where, how it stands with central, which readers.
import type { BenchSnapshot, CentralLink } from '../../../shared/ipc/snapshots'
import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { People } from '../people/people'
import type { Store } from '../store/contract'

export interface BenchFacts {
  readonly mode: BenchSnapshot['mode']
  readonly benchName: string
  readonly recovered: boolean
  readonly link: CentralLink
  readonly clockOffsetMs: number | null
  readonly readers: readonly ReaderSnapshot[]
}

export function benchSnapshot(
  { profile, outbox }: Pick<Store, 'profile' | 'outbox'>,
  people: People,
  facts: BenchFacts,
): BenchSnapshot {
  const identity = profile.identity()
  return {
    ...facts,
    organizationName: identity?.organizationName ?? null,
    facility: identity && { id: identity.facilityId, name: identity.facilityName },
    people: { current: people.current(), available: people.available() },
    outbox: outbox.summary(),
    settings: profile.settings(),
  }
}
