// Somebody at the bench wants no network: nothing leaves it, over a restart too, and all goes on at once when it is turned back.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { exportOutbox } from '../../../src/main/engine/central/sending/outbox-export'
import { systemClock, systemTimers } from '../../../src/platform/system-ports'
import { procedureId } from '../../../src/shared/model/ids'
import { checkOutboxExport } from '../../../src/trust/outbox-export'
import { scriptedCentral, startBench, type TestBench, until } from './support'

const prepare = (bench: TestBench, procedure = 1) =>
  bench.store.outbox.enqueue({
    body: { kind: 'procedure.prepare', procedureId: procedureId(procedure) },
    actor: { kind: 'client', clientId: 'c', name: 'C' },
  })
const quietMs = 400

/** What was on its way already arrives, or is cut. */
async function goOffline(bench: TestBench) {
  await bench.sync.workOffline(true)
  await new Promise((resolve) => setTimeout(resolve, quietMs))
}

async function enrolled() {
  const central = await scriptedCentral()
  const bench = await startBench()
  await bench.sync.enrol(central.url, 'CODE', 'Bench 1')
  await until('online', () => bench.sync.link().kind === 'online')
  return { central, bench }
}

describe('offline on purpose', () => {
  test('no request leaves, whoever is in a hurry; turned back, what waited is sent at once', async () => {
    const { central, bench } = await enrolled()
    await goOffline(bench)
    expect(bench.sync.link()).toMatchObject({ kind: 'offlineOnPurpose' })
    const before = central.asked.length
    prepare(bench)
    bench.sync.syncNow()
    expect(await bench.sync.claim(procedureId(1))).toEqual({ kind: 'unanswered' })
    expect(await bench.sync.enrol(central.url, 'OTHER', 'Bench 1')).toEqual({
      ok: false,
      problem: { kind: 'unreachable' },
    })
    await new Promise((resolve) => setTimeout(resolve, quietMs))
    expect(central.asked.length).toBe(before)
    expect(bench.sync.link().kind).toBe('offlineOnPurpose')
    await bench.sync.workOffline(false)
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
    expect(central.times('/intents')).toBe(1)
    expect(central.times('/snapshot')).toBe(1)
  })

  test('in the middle of a batch, with a disk that refuses to note it: the batch is sent again afterwards', async () => {
    const { central, bench } = await enrolled()
    const answers = central.says['/intents']
    let isOnItsWay = false
    central.says['/intents'] = () => {
      isOnItsWay = true
    }
    prepare(bench)
    await until('on its way', () => isOnItsWay)
    const requeue = vi.spyOn(bench.store.outbox, 'requeue').mockImplementationOnce(() => {
      throw new Error('database or disk is full')
    })
    await goOffline(bench)
    expect(requeue).toHaveBeenCalled()
    central.says['/intents'] = answers ?? (() => undefined)
    await bench.sync.workOffline(false)
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
  })

  test('is kept over a restart', async () => {
    const { central, bench } = await enrolled()
    await goOffline(bench)
    const { sinceMs } = bench.sync.link() as { sinceMs: number }
    await bench.end()
    const before = central.asked.length
    const again = await startBench({ folder: bench.folder, secrets: bench.secrets })
    await new Promise((resolve) => setTimeout(resolve, quietMs))
    expect(again.sync.link()).toEqual({ kind: 'offlineOnPurpose', sinceMs })
    expect(central.asked.length).toBe(before)
    expect(again.sync.status().lastContactMs).not.toBeNull()
    await again.sync.workOffline(false)
    await until('online', () => again.sync.link().kind === 'online')
  })

  test('means nothing to a bench that is not enrolled', async () => {
    const bench = await startBench()
    await bench.sync.workOffline(true)
    expect(bench.sync.link()).toEqual({ kind: 'notEnrolled' })
    expect(bench.store.profile.offlineSinceMs()).toBeNull()
  })
})

describe('the export of the outbox', () => {
  async function exported() {
    const { bench } = await enrolled()
    await bench.sync.workOffline(true)
    for (let n = 1; n <= 450; n += 1) prepare(bench, n)
    const folder = join(bench.folder, 'exports')
    const done = await exportOutbox({ store: bench.store, clock: systemClock, timers: systemTimers, folder })
    if (!done.ok) throw new Error(done.problem.detail)
    expect(done.value.intents).toBe(450)
    return readFileSync(done.value.file, 'utf8').trim().split('\n')
  }

  test('is one file that proves itself', async () => {
    expect(checkOutboxExport(await exported())).toEqual({ ok: true, value: { intents: 450, benches: 1 } })
  })

  test('shows what was changed in it, left out, put in, or cut off', async () => {
    const lines = await exported()
    const without = (index: number) => lines.filter((_, at) => at !== index)
    const changed = lines.map((line, at) => (at === 7 ? line.replace('"procedureId":7', '"procedureId":8') : line))
    const reordered = [lines[0], lines[2], lines[1], ...lines.slice(3)].map((line) => line ?? '')
    expect(checkOutboxExport(changed)).toMatchObject({ ok: false, problem: { kind: 'wrongHash', line: 8 } })
    expect(checkOutboxExport(without(7))).toMatchObject({ ok: false, problem: { kind: 'chainBroken', line: 8 } })
    expect(checkOutboxExport(reordered)).toMatchObject({ ok: false, problem: { kind: 'chainBroken', line: 2 } })
    expect(checkOutboxExport(lines.slice(0, -1))).toMatchObject({ ok: false, problem: { kind: 'incomplete' } })
    expect(checkOutboxExport(without(450))).toMatchObject({ ok: false, problem: { kind: 'incomplete' } })
    const forged = lines.map((line, at) =>
      at === 9 ? line.replace(/"signature":"(.)/, (_, first) => `"signature":"${first === 'A' ? 'B' : 'A'}`) : line,
    )
    expect(checkOutboxExport(forged)).toMatchObject({ ok: false, problem: { kind: 'wrongSignature', line: 10 } })
  })

  test('that can not be written says why, and leaves nothing behind', async () => {
    const { bench } = await enrolled()
    const folder = join(bench.folder, 'bench.db')
    const done = await exportOutbox({ store: bench.store, clock: systemClock, timers: systemTimers, folder })
    expect(done).toMatchObject({ ok: false, problem: { kind: 'notExported' } })
  })
})
