import type { CentralLink } from '../../../shared/ipc/snapshots'
import type { Clock, Random, Timers } from '../../../shared/ports'
import type { Secrets } from '../secrets'
import type { BenchStore } from '../store/bench-store'
import type { Fetch } from './client'

export interface SyncNeeds {
  readonly store: BenchStore
  readonly secrets: Secrets
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly onLink: (link: CentralLink) => void
}
