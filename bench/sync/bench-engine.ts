// A bench's store and sync as the engine has them, in this process, without screens and readers.
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import type { Fetch } from '../../src/main/engine/central/connection/fetch'
import { type Sync, startSync } from '../../src/main/engine/central/sync'
import type { BenchStore } from '../../src/main/engine/store/bench-store'
import { bulkOn } from '../../src/main/engine/store/bulk'
import { openStore } from '../../src/main/engine/store/open'
import { jobsInWorker } from '../../src/main/engine/store/worker-jobs'
import { systemClock, systemRandom, systemTimers } from '../../src/platform/system-ports'
import type { Actor } from '../../src/shared/model/procedure'
import type { CentralLink } from '../../src/shared/views/central-link'

const jobs = jobsInWorker(resolve(import.meta.dirname, '../../out/main/store-worker.cjs'))

export interface BenchEngine {
  readonly store: BenchStore
  readonly sync: Sync
  stop(): Promise<void>
}

export async function benchEngine(
  folder: string,
  { fetch = globalThis.fetch, onLink = () => {} }: { fetch?: Fetch; onLink?: (link: CentralLink) => void } = {},
): Promise<BenchEngine> {
  const file = join(folder, 'bench.db')
  const opened = openStore({ file, clock: systemClock, ids: { next: () => v7() } })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const store = opened.value
  const secrets = new Map<string, string>()
  const sync = await startSync({
    store,
    secrets: {
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, value) => void secrets.set(name, value),
    },
    fetch,
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    report: (error) => console.error(error),
    bulk: () => bulkOn(store.log, jobs.keepLog(file)),
    onLink,
  })
  return {
    store,
    sync,
    async stop() {
      await sync.stop()
      store.close()
    },
  }
}

/** Whoever the mirror knows first, or somebody before it knows anybody. */
export function somebody(store: BenchStore): Actor {
  const identity = store.profile.identity()
  const [person] = store.mirror.people()
  if (identity === null) throw new Error('The bench is not enrolled')
  return {
    kind: 'person',
    personId: person?.id ?? ('nobody' as Extract<Actor, { kind: 'person' }>['personId']),
    name: person?.name ?? 'Nobody',
    benchId: identity.benchId,
  }
}
