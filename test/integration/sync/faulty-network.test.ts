// The sync code as it is, against a central in a process of its own, over a network that does to it whatever a network can.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { ActBody } from '../../../src/shared/acts'
import { containerId, procedureId, storageId } from '../../../src/shared/model/ids'
import type { Actor } from '../../../src/shared/model/procedure'
import type { TagId } from '../../../src/shared/model/reader'
import { tagOf } from '../../support/builders/procedure'
import { startCentralProcess } from '../../support/central-process'
import { faults, faultyProxy } from '../../support/faulty-proxy'
import { integrationAt } from '../../support/integration'
import { quickTime, seededRandom } from '../../support/quick-time'
import { mirrorTables } from './mirror-tables'
import { heldSecrets, startBench, type TestBench, until } from './support'

const supervisor = (bench: TestBench): Actor => {
  const person = bench.store.mirror.people().find(({ role }) => role === 'supervisor')
  const identity = bench.store.profile.identity()
  if (person === undefined || identity === null) throw new Error('Nobody there')
  return { kind: 'person', personId: person.id, name: person.name, benchId: identity.benchId }
}

const tagNumber = (number: number): TagId => tagOf(`FA${String(number).padStart(22, '0')}`)

/** What the bench may ask is its own business here; time passes twenty times quicker for it. */
const unlimited = ['--requests-per-minute', '100000']

interface Vial {
  readonly procedure: number
  readonly container: number
}

test.each([1, 2, 3])(
  'seed %i: after it healed nothing waits, nothing is doubled, and the mirror is what central has',
  async (seed) => {
    const random = seededRandom(seed)
    const folder = mkdtempSync(join(tmpdir(), 'cryobench-faulty-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const startCentral = async () => {
      const started = startCentralProcess([
        '--data',
        join(folder, 'central'),
        '--sample',
        '--sample-size',
        '200',
        ...unlimited,
      ])
      onTestFinished(() => void started.child.kill('SIGKILL'))
      return { ...(await started.ready), stop: () => started.child.kill('SIGTERM') && started.ended }
    }
    const central = await startCentral()
    const { url, benchEnrolmentCode } = central
    const proxy = await faultyProxy({ target: () => url, random, rate: 0.5 })
    onTestFinished(() => proxy.stop())

    const integration = await integrationAt(central, 'NET')
    const vials: Vial[] = []
    for (let n = 0; n < 8; n += 1) {
      const { id, vials: ids } = await integration.requestStore(5)
      vials.push(...ids.map((container) => ({ procedure: id, container })))
    }

    const secrets = heldSecrets()
    const dataDir = mkdtempSync(join(folder, 'bench-'))
    const time = quickTime(20)
    const start = () => startBench({ folder: dataDir, secrets, time })
    let bench = await start()
    // A lost answer uses up the code: staff would take another one. Enrolment is not what is tested here.
    expect(await bench.sync.enrol(url, benchEnrolmentCode ?? '', 'Bench 1')).toMatchObject({ ok: true })
    await until('online', () => bench.sync.link().kind === 'online')
    const identity = bench.store.profile.identity()
    if (identity === null) throw new Error('not enrolled')
    await bench.end()
    bench = await start()
    bench.store.profile.saveIdentity({ ...identity, centralUrl: proxy.url })
    await bench.end()
    bench = await start()
    // The past is in order now; the first sync goes through the same network as all that follows.
    bench.store.mirror.forgetCursor()
    await bench.end()
    bench = await start()

    let operations = 0
    const does = (body: ActBody) => {
      operations += 1
      bench.store.outbox.enqueue({ body, actor: supervisor(bench) })
    }
    for (const [index, { procedure, container }] of vials.entries()) {
      const number = Math.floor(index / 5)
      const cane = { storageId: storageId((number % 3) + 1), canister: 'C5', cane: `N${number}` }
      bench.store.transact(() => {
        if (index % 5 === 0) does({ kind: 'cane.add', ...cane })
        const body = {
          procedureId: procedureId(procedure),
          containerId: containerId(container),
          tag: tagNumber(index + 1),
        }
        const place = { ...cane, position: (index % 5) + 1 }
        const assign = {
          ...body,
          kind: 'tag.assign',
          place,
          source: { model: 'sw-uhf', serial: null, simulated: false },
        }
        does(assign as ActBody)
        if (random.next() < 0.3) {
          does({ ...body, kind: 'tag.release', reason: 'byHand' })
          does(assign as ActBody)
        }
        if (index % 5 === 4) does({ kind: 'procedure.prepare', procedureId: procedureId(procedure) })
      })
      await new Promise((resolve) => setTimeout(resolve, random.next() * 120))
      // Killed in the middle of whatever is under way.
      if (random.next() < 0.04) {
        await bench.end()
        bench = await start()
      }
    }
    const strikes = () => faults.reduce((sum, fault) => sum + proxy.struck[fault], 0)
    await until('enough has gone wrong', () => strikes() >= 15, 60_000).catch(() => undefined)
    proxy.heal()
    bench.sync.syncNow()
    await until('nothing waits', () => bench.store.outbox.summary().waiting === 0, 60_000)
    await until('all is confirmed', () => bench.store.outbox.unsettledProcedures().length === 0)
    expect(strikes()).toBeGreaterThanOrEqual(15)
    expect(bench.store.outbox.refused()).toEqual([])
    expect(bench.store.outbox.confirmed()).toBe(operations)
    await until('online', () => bench.sync.link().kind === 'online')
    await bench.end()
    await central.stop()

    const inside = new BetterSqlite3(join(folder, 'central', 'central.sqlite'), { readonly: true })
    onTestFinished(() => void inside.close())
    const count = (sql: string) => Number(inside.prepare(sql).pluck().get())
    expect(count('SELECT count(*) FROM intents')).toBe(operations)
    expect(count('SELECT count(DISTINCT bench_seq) FROM intents')).toBe(operations)
    expect(count(`SELECT count(*) FROM intents WHERE result <> 'accepted'`)).toBe(0)
    expect(count(`SELECT count(*) FROM tags WHERE tag LIKE 'FA%'`)).toBe(vials.length)

    const again = await startCentral()
    const cut = mkdtempSync(join(folder, 'fresh-'))
    const fresh = await startBench({ folder: cut })
    await fresh.sync.enrol(again.url, again.benchEnrolmentCode ?? '', 'Fresh')
    await until('online', () => fresh.sync.link().kind === 'online')
    await fresh.end()
    expect(mirrorTables(dataDir)).toEqual(mirrorTables(cut))
  },
  300_000,
)
