// How the bench is, its diagnostics file, and what is done with its backups.
import type { Room } from '../ipc/room'
import type { Store } from '../store/contract/store'
import { healthHandlers } from './handlers'
import type { BenchHealth } from './health-on-demand'

export { reportingDamage } from './damage-watch'
export { type BenchHealth, benchHealth } from './health-on-demand'

export interface HealthRoomNeeds {
  readonly store: Pick<Store, 'onCommit'>
  readonly health: BenchHealth
}

export function healthRoom({ store, health }: HealthRoomNeeds) {
  const stopListening = store.onCommit((touched) => {
    if (touched.has('outbox') || touched.has('profile')) health.changed()
  })
  return {
    handlers: healthHandlers(health.page, { kind: 'failed', detail: 'health' }),
    async start() {
      await health.page()
    },
    stop() {
      stopListening()
      health.stop()
    },
  } satisfies Room
}
