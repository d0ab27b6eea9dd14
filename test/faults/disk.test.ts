// Disks that fail and fill up, made by strace in the real engine process: nothing that was called saved is missing, what was not saved is
// said, and work goes on by itself when the disk does.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FaultBench, foundIn, offlineBench } from './support/bench'
import { type EngineProcess, startEngineProcess } from './support/engine-process'
import { newRecord, type Record, workAt } from './support/hand'
import { tell } from './support/report'
import { canTrace, countIn, injectedIn, traced } from './support/strace'

const isTraceable = canTrace()
const filesOf = ({ dataDir }: FaultBench) => [join(dataDir, 'bench.db'), join(dataDir, 'bench.db-wal')]

/** Works under strace until so many are acknowledged, or the time is over. */
async function workUnder(
  bench: FaultBench,
  record: Record,
  enough: number,
  calls: string[],
  injections: string[] = [],
) {
  const log = join(bench.dataDir, 'strace.log')
  const engine = startEngineProcess({ ...bench, under: traced(log, filesOf(bench), calls, injections) })
  const endMs = performance.now() + 20_000
  await workAt(engine, record, () => record.acknowledged.size >= enough || performance.now() > endMs)
  await engine.stop()
  return { log, said: engine.log.join('') }
}

/** The engine itself, which strace would leave alive. */
async function killTraced(engine: EngineProcess, log: string) {
  const [, pid] = /^(\d+) /m.exec(readFileSync(log, 'utf8')) ?? []
  if (pid === undefined) throw new Error(`Nothing was traced: ${engine.log.join('')}`)
  process.kill(Number(pid), 'SIGKILL')
  await engine.gone
}

interface Run {
  /** For the figures; without a name there are none. */
  readonly name?: string
  readonly faults?: number
  /** Scans that may be there without a word: none, where the process ended in order. */
  readonly underway?: 0 | 1
}

/** What was called saved is there, and nothing else but what was under way. */
function expectAll(bench: FaultBench, record: Record, { name, faults = 0, underway = 0 }: Run = {}) {
  const found = foundIn(bench)
  const unheard = [...found.tags].filter(([vial, tag]) => record.acknowledged.get(vial) !== tag)
  const lost = [...record.acknowledged].filter(([vial, tag]) => found.tags.get(vial) !== tag)
  const { acknowledged, notSaved: refused } = record
  const { doubled } = found
  if (name !== undefined) tell(name, { faults, acknowledged: acknowledged.size, refused, lost: lost.length, doubled })
  expect(lost).toEqual([])
  expect(unheard.length, JSON.stringify(unheard)).toBeLessThanOrEqual(underway)
  expect(found).toMatchObject({ doubled: 0, brokenLinks: 0, integrity: 'ok' })
}

it('strace is there where it has to be', () => {
  // Without it the tests below are not made up for; macOS and Windows have no such tool, and Linux gets it by the set-up.
  expect(isTraceable || process.platform !== 'linux').toBe(true)
})

describe.runIf(isTraceable)('the disk of the real engine', { timeout: 90_000 }, () => {
  it('is asked to keep every commit before it is acknowledged', async () => {
    const bench = offlineBench(200)
    const record = newRecord()
    const { log } = await workUnder(bench, record, 12, ['fsync', 'fdatasync'])
    const counts = countIn(log)
    const flushes = (counts.get('fsync') ?? 0) + (counts.get('fdatasync') ?? 0)
    expect(record.acknowledged.size).toBeGreaterThanOrEqual(12)
    // A tag is two commits: the read by itself, and what follows from it.
    expect(flushes).toBeGreaterThanOrEqual(2 * record.acknowledged.size)
    expectAll(bench, record, { name: `no fault: ${flushes} flushes counted` })
  })

  it.each([
    ['flushes that fail', ['fsync:error=EIO:when=9+4', 'fdatasync:error=EIO:when=9+4']],
    ['writes that fail', ['pwrite64:error=EIO:when=60+31']],
    ['a disk that is full now and then', ['pwrite64:error=ENOSPC:when=60+61']],
    ['a disk that is full for a while', ['pwrite64:error=ENOSPC:when=40..120']],
  ])('loses nothing by %s', async (name, injections) => {
    const bench = offlineBench(200)
    const record = newRecord()
    const { log } = await workUnder(bench, record, 15, ['fsync', 'fdatasync', 'pwrite64'], injections)
    const injected = injectedIn(log)
    expect(injected).toBeGreaterThan(0)
    expect(record.notSaved).toBeGreaterThan(0)
    expectAll(bench, record, { name, faults: injected })
    // The cause is gone: the next engine, without any help, goes on where the last one stood.
    const before = record.acknowledged.size
    const engine = startEngineProcess(bench)
    await workAt(engine, record, () => record.acknowledged.size >= before + 3)
    await engine.stop()
    expectAll(bench, record)
  })

  // A tag is two commits: the fault meets the read itself, or what follows from it.
  it.each([
    ['flushes that fail at the read', ['fsync:error=EIO:when=20+', 'fdatasync:error=EIO:when=20+']],
    ['flushes that fail after the read', ['fsync:error=EIO:when=21+', 'fdatasync:error=EIO:when=21+']],
    ['writes that fail at the read', ['pwrite64:error=EIO:when=60+']],
    ['writes that fail after the read', ['pwrite64:error=EIO:when=70+']],
    ['a full disk', ['pwrite64:error=ENOSPC:when=65+']],
  ])('has at most the scan that was under way on it when the process dies of %s', async (_name, injections) => {
    const bench = offlineBench(200)
    const record = newRecord()
    const log = join(bench.dataDir, 'strace.log')
    const calls = ['fsync', 'fdatasync', 'pwrite64']
    const engine = startEngineProcess({ ...bench, under: traced(log, filesOf(bench), calls, injections) })
    const endMs = performance.now() + 15_000
    await workAt(engine, record, () => record.notSaved > 0 || performance.now() > endMs)
    await killTraced(engine, log)
    expect(record.notSaved).toBeGreaterThan(0)
    // What a flush has refused may be there all the same: SQLite finds it whole in its log, unless the next commit has overwritten it.
    expectAll(bench, record, { underway: 1 })
  })

  it('goes on by itself in the same run when the disk has room again', async () => {
    const bench = offlineBench(200)
    const record = newRecord()
    await workUnder(bench, record, 12, ['pwrite64'], ['pwrite64:error=ENOSPC:when=40..80'])
    expect(record.notSaved).toBeGreaterThan(0)
    expect(record.acknowledged.size).toBeGreaterThanOrEqual(12)
    expectAll(bench, record)
  })
})
