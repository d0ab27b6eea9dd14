// A bench that was days offline comes back: its outbox drains within the budget that central allows it. And how many scans a second are
// kept durably, beside commits of better-sqlite3 alone.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { temporaryFolder } from '../test/e2e/support/bench'
import { signIn } from '../test/e2e/support/integration'
import { startCentral } from '../test/e2e/support/processes'
import { type BenchEngine, benchEngine } from './sync/bench-engine'
import { actedOffline } from './sync/offline-work'
import { probeScans, type ScanWaits, scan, scanForNobody } from './sync/scan-probe'

export interface OutboxFigures {
  readonly intents: number
  readonly drainSeconds: number
  /** All requests of the bench from its return until nothing waited. */
  readonly requests: number
  /** Within any minute. */
  readonly mostPerMinute: number
  readonly refused: number
  /** Scans that came while it drained and its effects came back. */
  readonly waits: ScanWaits
  /** Scans a second, each of two durable commits. */
  readonly scans: number
  /** Pairs of durable commits a second, of one small row each. */
  readonly rawPairs: number
}

const scanned = 1000
const rounds = 5

export async function measureOutbox(intents: number): Promise<OutboxFigures> {
  const folder = temporaryFolder()
  const benchFolder = join(folder.path, 'bench')
  mkdirSync(benchFolder)
  // The limit is the one of the agreement: going over it would show as a pause that central asks for.
  const central = await startCentral(join(folder.path, 'central'), { sampleSize: 50, requestsPerMinute: 60 })
  const asked: number[] = []
  const bench = await benchEngine(benchFolder, {
    fetch: (url, init) => {
      asked.push(performance.now())
      return fetch(url, init)
    },
  })
  try {
    const enrolled = await bench.sync.enrol(central.ready.url, central.ready.benchEnrolmentCode, 'Benchmark')
    if (!enrolled.ok) throw new Error(enrolled.problem.kind)
    await reached(() => bench.sync.link().kind === 'online')
    await actedOffline(bench, await signIn(central.ready), intents)
    const from = asked.length
    const began = performance.now()
    const probe = probeScans(bench.store, scanForNobody)
    await bench.sync.workOffline(false)
    await reached(() => bench.store.outbox.summary().waiting === 0)
    const drainSeconds = (performance.now() - began) / 1000
    const times = asked.slice(from)
    const waits = await probe.stop()
    const { refused } = bench.store.outbox.summary()
    await bench.sync.workOffline(true)
    return {
      intents,
      drainSeconds,
      requests: times.length,
      mostPerMinute: mostWithin(times, 60_000),
      refused,
      waits,
      ...commits(bench, folder.path),
    }
  } finally {
    await bench.stop()
    await central.stop()
    folder.remove()
  }
}

async function reached(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50))
}

const mostWithin = (times: readonly number[], ms: number): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length))

/** In turn, so that both meet the same disk; the medians of five rounds. */
function commits({ store }: BenchEngine, folder: string): Pick<OutboxFigures, 'scans' | 'rawPairs'> {
  const raw = new BetterSqlite3(join(folder, 'raw.db'))
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT NOT NULL)')
  const insert = raw.prepare('INSERT INTO row (body) VALUES (?)')
  const perSecond = (work: (number: number) => void) => {
    const began = performance.now()
    for (let number = 0; number < scanned / rounds; number += 1) work(number)
    return scanned / rounds / ((performance.now() - began) / 1000)
  }
  const scans: number[] = []
  const pairs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    scans.push(perSecond((number) => scan(store, 1_000_000 + round * scanned + number)))
    pairs.push(
      perSecond(() => {
        insert.run('x'.repeat(200))
        insert.run('x'.repeat(200))
      }),
    )
  }
  raw.close()
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return { scans: median(scans), rawPairs: median(pairs) }
}
