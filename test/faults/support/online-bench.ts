// A bench with a real central: both processes of their own, a network that fails between them, and what central has in the end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { builtCentral, startCentralProcess } from '../../support/central-process'
import { type FaultyProxy, faultyProxy } from '../../support/faulty-proxy'
import { integrationAt } from '../../support/integration'
import type { FaultBench } from './bench'
import { type EngineProcess, startEngineProcess } from './engine-process'
import type { Task } from './hand'

const vialsEach = 40
/** The sample leaves places free for half as many vials as it has. */
const samplePerVial = 2
/** What a bench may ask is its own business here. */
const unlimited = ['--requests-per-minute', '100000']

type Running = Awaited<ReturnType<typeof started>>

async function started(folder: string, size: number) {
  const args = ['--data', folder, '--sample', '--sample-size', String(size), ...unlimited]
  const central = startCentralProcess(args, {}, builtCentral)
  onTestFinished(() => void central.child.kill('SIGKILL'))
  const ready = await central.ready
  return {
    ...ready,
    async kill() {
      central.child.kill('SIGKILL')
      await central.ended
    },
  }
}

export interface OnlineBench {
  readonly task: Task
  readonly proxy: FaultyProxy
  startEngine(): EngineProcess
  /** Central dies, and is started again by whoever watches it. Resolves when it is dead. */
  killCentral(): Promise<void>
  centralIsBack(): Promise<void>
  /** Ends central. */
  atCentral(): Promise<AtCentral>
  readonly bench: FaultBench
}

/** Enrolled over a sound network, with so many vials to tag. `rate`: of requests that the network fails from then on. */
export async function onlineBench(needs: {
  readonly vials: number
  readonly rate: number
  readonly random: { next(): number }
}): Promise<OnlineBench> {
  const { vials, rate, random } = needs
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-online-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const central = join(folder, 'central')
  const start = () => started(central, Math.max(400, vials * samplePerVial))
  let running = await start()
  let starting: Promise<Running> = Promise.resolve(running)
  const procedures = await proceduresAt(running, Math.ceil(vials / vialsEach))

  const bench = { dataDir: mkdtempSync(join(folder, 'bench-')), secrets: new Map<string, string>() }
  const { url, benchEnrolmentCode: code } = running
  const first = startEngineProcess({ ...bench, central: { url, code } })
  await isIdle(first)
  await first.stop()
  const proxy = await faultyProxy({ target: () => running.url, random, rate })
  onTestFinished(() => proxy.stop())

  return {
    bench,
    proxy,
    task: {
      procedureAt: (index) => procedures[index] ?? 0,
      choosePlace: freePlace,
    },
    startEngine: () => startEngineProcess({ ...bench, central: { url: proxy.url, code: null }, recovered: true }),
    async killCentral() {
      running = await starting
      await running.kill()
      starting = start().then((again) => {
        running = again
        return again
      })
    },
    centralIsBack: () => starting.then(() => undefined),
    async atCentral() {
      await (await starting).kill()
      return found(join(central, 'central.sqlite'))
    },
  }
}

async function proceduresAt(central: Running, count: number): Promise<readonly number[]> {
  const integration = await integrationAt(central, 'KILL')
  const ids: number[] = []
  for (let n = 0; n < count; n++) ids.push((await integration.requestStore(vialsEach)).id)
  return ids
}

/** The first cane that has room. */
async function freePlace(engine: EngineProcess): Promise<void> {
  const tanks = await engine.request('places/tanks', undefined)
  for (const { tank } of tanks.ok ? tanks.value : []) {
    const canes = await engine.request('places/canes', { storageId: tank.id })
    const cane = canes.ok ? canes.value.find(({ free }) => free > 0) : undefined
    if (cane === undefined) continue
    const { storageId, canister, cane: name } = cane
    await engine.request('tagging/choosePlace', { storageId, canister, cane: name })
    return
  }
}

/** Until nothing waits, and the mirror is where central is. */
export async function isIdle(engine: EngineProcess, deadlineMs = 60_000): Promise<void> {
  const endMs = performance.now() + deadlineMs
  for (;;) {
    const now = await engine.request('bench/get', undefined)
    if (now.ok && now.value.link.kind === 'online' && now.value.outbox.waiting === 0) return
    if (performance.now() > endMs) throw new Error(`Still at work: ${JSON.stringify(now)} ${engine.log.join('')}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export interface AtCentral {
  /** By id, in the order of their numbers. */
  readonly intents: readonly string[]
  readonly refused: number
  /** Tag by vial, as they are tied now. */
  readonly tags: ReadonlyMap<number, string>
  /** Vials or tags tied twice, and acts that had another number of effects than one. */
  readonly doubled: number
}

function found(file: string): AtCentral {
  const connection = new BetterSqlite3(file, { readonly: true })
  try {
    const rows = connection
      .prepare<
        [],
        { intent_id: string; result: string; kind: string; container: number; tag: string; effects: number }
      >(
        `SELECT intent_id, result, json_extract(envelope, '$.body.kind') AS kind,
           json_extract(envelope, '$.body.containerId') AS container, json_extract(envelope, '$.body.tag') AS tag,
           (SELECT count(*) FROM procedure_events e WHERE e.intent_id = intents.intent_id) AS effects
           FROM intents ORDER BY bench_seq`,
      )
      .all()
    const tags = new Map<number, string>()
    const seen = new Set<string>()
    let doubled = 0
    for (const { result, kind, container, tag, effects } of rows) {
      if (result !== 'accepted') continue
      if (effects !== 1) doubled += 1
      if (kind !== 'tag.assign') continue
      if (tags.has(container) || seen.has(tag)) doubled += 1
      tags.set(container, tag)
      seen.add(tag)
    }
    const refused = rows.filter(({ result }) => result !== 'accepted').length
    return { intents: rows.map(({ intent_id }) => intent_id), refused, tags, doubled }
  } finally {
    connection.close()
  }
}
