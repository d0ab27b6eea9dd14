// The first sync of a large inventory: central as a process of its own, the bench's store and sync in this one, scans arriving meanwhile.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../test/e2e/support/bench'
import { startCentral } from '../test/e2e/support/processes'
import { type BenchEngine, benchEngine } from './sync/bench-engine'
import { type OtherEngine, otherEngines } from './sync/other-engines'
import { type RawFigures, rawInserts } from './sync/raw-inserts'
import { probeScans, type ScanWaits, scanForNobody } from './sync/scan-probe'

export interface FirstSyncFigures {
  readonly size: number
  /** Of the whole snapshot: vials, their tags, and all else. */
  readonly rows: number
  readonly seconds: number
  /** Of this process, all its threads: what counts on a machine that others use too. */
  readonly cpuSeconds: number
  readonly scans: ScanWaits
  /** The same snapshot once more, over what is there: after central was restored. */
  readonly again: ScanWaits
  readonly idle: ScanWaits
  readonly raw: RawFigures
  readonly others: readonly OtherEngine[]
}

const idleMs = 10_000

export async function measureFirstSync(size: number, othersToo: boolean): Promise<FirstSyncFigures> {
  const folder = temporaryFolder()
  const benchFolder = join(folder.path, 'bench')
  mkdirSync(benchFolder)
  process.stdout.write(`Preparing a central with ${size} vials: some minutes.\n`)
  const central = await startCentral(join(folder.path, 'central'), { sampleSize: size, requestsPerMinute: 60 })
  let rows = 0
  let isOnline = () => {}
  const online = new Promise<void>((resolve) => {
    isOnline = resolve
  })
  const bench = await benchEngine(benchFolder, {
    onLink(link) {
      if (link.kind === 'firstSync') rows = link.received
      if (link.kind === 'online') isOnline()
    },
  })
  try {
    const enrolled = await bench.sync.enrol(central.ready.url, central.ready.benchEnrolmentCode, 'Benchmark')
    if (!enrolled.ok) throw new Error(enrolled.problem.kind)
    const began = performance.now()
    const cpu = process.cpuUsage()
    const busy = probeScans(bench.store)
    await online
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const scans = await busy.stop()
    await bench.sync.workOffline(true)
    const quiet = probeScans(bench.store)
    await new Promise((resolve) => setTimeout(resolve, idleMs))
    const idle = await quiet.stop()
    const again = await resynchronised(bench)
    await bench.stop()
    await central.stop()
    const raw = rawInserts(join(benchFolder, 'bench.db'), folder.path)
    const others = othersToo ? await otherEngines(join(benchFolder, 'bench.db'), folder.path) : []
    return { size, rows, seconds, cpuSeconds: (user + system) / 1e6, scans, again, idle, raw, others }
  } finally {
    await central.stop()
    folder.remove()
  }
}

async function resynchronised({ store, sync }: BenchEngine): Promise<ScanWaits> {
  store.mirror.forgetHistory()
  const probe = probeScans(store, scanForNobody)
  await sync.workOffline(false)
  while (store.mirror.cursor() === null) await new Promise((resolve) => setTimeout(resolve, 50))
  return probe.stop()
}
