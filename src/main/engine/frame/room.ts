// What surrounds every screen: who and where the bench is, how it stands with central, readers, backups and health.

import type { ReaderSnapshot } from '../../../shared/model/reader'
import { ok } from '../../../shared/result'
import type { BenchSnapshot } from '../../../shared/views/bench'
import type { CentralLink } from '../../../shared/views/central-link'
import type { HealthStatus } from '../../../shared/views/health'
import type { Settings } from '../../../shared/views/settings'
import type { BenchData } from '../../../shared/views/store-notice'
import type { Room } from '../ipc/room'
import type { BenchStore } from '../store/contract/store'
import { benchSnapshot, type PeopleShown } from './bench-snapshot'

export interface FrameNeeds {
  readonly benchName: string
  readonly language: Settings['language']
  readonly recovered: boolean
  readonly store: Pick<BenchStore, 'mirror' | 'profile' | 'outbox'>
  readonly people: PeopleShown
  readonly central: { mode(): BenchSnapshot['mode']; link(): CentralLink; clockOffsetMs(): number | null }
  readonly readers: { list(): readonly ReaderSnapshot[] }
  readonly setup: { snapshot(): Pick<BenchSnapshot, 'firstRun' | 'invitation'> }
  readonly conflicts: { openCount(): number }
  readonly backups: { state(): Omit<BenchData, 'notices'>; updateCameUp(): void }
  readonly health: { status(): HealthStatus }
  /** The first screen is painted. */
  readonly onPainted: () => void
  readonly onShown?: () => void
}

export function frameRoom(needs: FrameNeeds) {
  const { store, people, central, readers, setup, conflicts, backups, health } = needs
  const bench = () =>
    benchSnapshot(store, people, {
      mode: central.mode(),
      benchName: needs.benchName,
      language: needs.language,
      recovered: needs.recovered,
      data: { notices: store.profile.notices(), ...backups.state() },
      link: central.link(),
      clockOffsetMs: central.clockOffsetMs(),
      readers: readers.list(),
      ...setup.snapshot(),
      conflicts: conflicts.openCount(),
      health: health.status(),
    })
  return {
    handlers: {
      'bench/get': () => ok(bench()),
      'bench/shown': () => {
        needs.onPainted()
        backups.updateCameUp()
        needs.onShown?.()
        return ok(null)
      },
    },
    snapshots: { 'bench/changed': bench },
    touchedBy: ['outbox', 'profile', 'people', 'conflicts'],
  } satisfies Room
}
