// Central as the screens see it: enrolment, the sync centre, work offline.
import { join } from 'node:path'
import type { Clock, Timers } from '../../../shared/ports'
import { ok } from '../../../shared/result'
import type { Room } from '../ipc/room'
import type { BenchStore } from '../store/contract/store'
import type { BenchCentral } from './bench-central'
import { syncCentre } from './sync-centre'

export { type BenchCentral, benchCentral } from './bench-central'

export interface CentralNeeds {
  readonly dataDir: string
  readonly store: Pick<BenchStore, 'outbox' | 'mirror' | 'profile'>
  readonly central: BenchCentral
  readonly conflicts: { openCount(): number }
  readonly clock: Clock
  readonly timers: Timers
}

export function centralRoom({ dataDir, store, central, conflicts, clock, timers }: CentralNeeds) {
  const snapshot = syncCentre({ store, central, conflicts, clock })
  return {
    handlers: {
      'bench/enrol': ({ url, code, fingerprint }) => {
        central.enrolByHand(url, code, fingerprint)
        return ok(null)
      },
      'bench/syncNow': () => {
        central.syncNow()
        return ok(null)
      },
      'enrolment/probe': async ({ url, fingerprint }) => ok(await central.probe(url, fingerprint)),
      'sync/get': () => ok(snapshot()),
      'sync/workOffline': ({ offline }) => {
        central.workOffline(offline)
        return ok(null)
      },
      'sync/exportOutbox': async () => {
        const { exportOutbox } = await import('./sending/outbox-export')
        return exportOutbox({ store, clock, timers, folder: join(dataDir, 'exports') })
      },
    },
    snapshots: { 'sync/changed': snapshot },
    touchedBy: ['outbox', 'profile'],
    start: () => central.start(),
    stop: () => central.stop(),
  } satisfies Room
}
