// The sync centre's side of the engine: gathers what its screen shows, and has it pushed a few times a second at most.
import type { CentralLink } from '../../../shared/model/central-link'
import type { SyncSnapshot } from '../../../shared/model/sync'
import type { Clock, Timers } from '../../../shared/ports'
import type { BenchStore } from '../store/bench-store'
import { allowedPerMinute } from './connection/budget'
import type { SyncStatus } from './sync'
import { shownWaiting, syncSnapshot } from './sync-snapshot'

const pushEveryMs = 300

export interface SyncCentreNeeds {
  readonly store: Pick<BenchStore, 'outbox' | 'mirror'>
  readonly central: { link(): CentralLink; status(): SyncStatus; clockOffsetMs(): number | null }
  /** How many wait for a person. */
  readonly conflicts: () => number
  readonly clock: Clock
  readonly timers: Timers
  readonly push: (snapshot: SyncSnapshot) => void
}

export interface SyncCentre {
  snapshot(): SyncSnapshot
  /** What it shows may be something else now. */
  changed(): void
  stop(): void
}

export function syncCentre({ store, central, conflicts, clock, timers, push }: SyncCentreNeeds): SyncCentre {
  let cancel: (() => void) | null = null
  const snapshot = (): SyncSnapshot => {
    const { isLive, lastContactMs, requestsUsed, head } = central.status()
    const { waiting } = store.outbox.summary()
    return syncSnapshot({
      link: central.link(),
      isLive,
      lastContactMs,
      clockOffsetMs: central.clockOffsetMs(),
      budget: { used: requestsUsed, perMinute: allowedPerMinute },
      feed: { position: store.mirror.cursor()?.n ?? null, head },
      confirmed: store.outbox.confirmed(),
      waitingCount: waiting,
      conflicts: conflicts(),
      waiting: store.outbox.waiting(shownWaiting),
      procedure: (id) => store.mirror.procedure(id),
      nowMs: clock.wallMs(),
    })
  }
  return {
    snapshot,
    changed() {
      cancel ??= timers.after(pushEveryMs, () => {
        cancel = null
        push(snapshot())
      })
    },
    stop() {
      cancel?.()
    },
  }
}
