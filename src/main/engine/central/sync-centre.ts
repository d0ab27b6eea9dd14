// Gathers what the sync centre shows.

import type { Clock } from '../../../shared/ports'
import type { CentralLink } from '../../../shared/views/central-link'
import type { SyncSnapshot } from '../../../shared/views/sync'
import type { BenchStore } from '../store/contract/store'
import { allowedPerMinute } from './connection/budget'
import type { SyncStatus } from './sync'
import { shownWaiting, syncSnapshot } from './sync-snapshot'

export interface SyncCentreNeeds {
  readonly store: Pick<BenchStore, 'outbox' | 'mirror'>
  readonly central: { link(): CentralLink; status(): SyncStatus; clockOffsetMs(): number | null }
  /** How many wait for a person. */
  readonly conflicts: { openCount(): number }
  readonly clock: Clock
}

export function syncCentre({ store, central, conflicts, clock }: SyncCentreNeeds): () => SyncSnapshot {
  return () => {
    const { stream, lastContactMs, requestsUsed, head } = central.status()
    const { waiting } = store.outbox.summary()
    return syncSnapshot({
      link: central.link(),
      stream,
      lastContactMs,
      clockOffsetMs: central.clockOffsetMs(),
      budget: { used: requestsUsed, perMinute: allowedPerMinute },
      feed: { position: store.mirror.cursor()?.n ?? null, head },
      confirmed: store.outbox.confirmed(),
      waitingCount: waiting,
      conflicts: conflicts.openCount(),
      waiting: store.outbox.waiting(shownWaiting),
      procedure: (id) => store.mirror.procedure(id),
      nowMs: clock.wallMs(),
    })
  }
}
