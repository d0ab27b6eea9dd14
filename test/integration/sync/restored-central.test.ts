// Central dies and comes back as it was some time ago. What it had accepted since is offered again: none of it is lost, none is done twice.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { feedEnds } from '../../../src/central/store/feed'
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
import { systemFetch } from '../../../src/main/engine/central/connection/system-fetch'
import type { ActBody } from '../../../src/shared/acts'
import { containerId, intentId, procedureId, storageId } from '../../../src/shared/model/ids'
import type { TagId } from '../../../src/shared/model/reader'
import { tagOf } from '../../support/builders/procedure'
import { startCentral, type TestCentral } from '../../support/central'
import { centralWork } from '../../support/central-work'
import { quickTime } from '../../support/quick-time'
import { mirrorTables } from './mirror-tables'
import { startBench, type TestBench, until } from './support'

const tagNumber = (number: number): TagId => tagOf(`BA${String(number).padStart(22, '0')}`)

const settled = (bench: TestBench) =>
  until(
    'all is confirmed',
    () =>
      bench.sync.link().kind === 'online' &&
      bench.store.outbox.summary().waiting === 0 &&
      bench.store.outbox.unsettledProcedures().length === 0 &&
      bench.store.outbox.unsettledCanes().length === 0,
    20_000,
  )

async function rig() {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-restored-'))
  const data = join(folder, 'central')
  const backup = join(folder, 'backup')
  let at: TestCentral = await startCentral({ folder: data })
  const port = Number(new URL(at.url).port)
  const work = await centralWork(at)
  // Asked for before any backup, so that they are there whatever is lost.
  const stores: Awaited<ReturnType<typeof work.requestStore>>[] = []
  for (let n = 0; n < 5; n += 1) stores.push(await work.requestStore(2))
  let line: 'whole' | 'breaksAfterNext' | 'answersOnly' = 'whole'
  const fetch: Fetch = async (url, init, pin) => {
    if (line === 'answersOnly' && url.includes('/changes')) throw new Error('cut')
    if (line === 'whole' || !url.endsWith('/intents')) return systemFetch(url, init, pin)
    line = 'answersOnly'
    // A connection that died with the central before brings no answer: the next try may.
    return systemFetch(url, init, pin).catch((error: unknown) => {
      line = 'breaksAfterNext'
      throw error
    })
  }
  const bench = await startBench({ chance: 0, fetch, time: quickTime(10) })
  await bench.sync.enrol(at.url, await at.sample.newEnrolmentCode(1), 'Bench 1')
  await settled(bench)
  const [person] = bench.store.mirror.people().filter(({ role }) => role === 'supervisor')
  const identity = bench.store.profile.identity()
  if (person === undefined || identity === null) throw new Error('Nobody there')
  const actor = { kind: 'person', personId: person.id, name: person.name, benchId: identity.benchId } as const
  let next = 0
  let done = 0
  const does = (body: ActBody) => {
    done += 1
    bench.store.outbox.enqueue({ body, actor })
  }
  const restart = async (change: () => void) => {
    await at.stop()
    change()
    at = await startCentral({ folder: data, port })
  }
  return {
    bench,
    get central() {
      return at
    },
    done: () => done,
    /** Each kind in turn: a cane, a tag on it, a tag taken back, a procedure queued or cancelled. */
    async act(number: number) {
      const store = stores[next % stores.length]
      const cane = { storageId: storageId(1), canister: 'C5', cane: `R${next}` }
      if (store === undefined || next >= stores.length) return
      next += 1
      const id = procedureId(store.id)
      bench.store.transact(() => {
        does({ kind: 'cane.add', ...cane })
        if (number % 3 === 2) return does({ kind: 'procedure.cancel', procedureId: id, reason: 'Not needed' })
        for (const [index, vial] of store.vials.entries()) {
          const of = { procedureId: id, containerId: containerId(vial), tag: tagNumber(next * 10 + index) }
          const source = { model: 'sw-uhf', serial: null, simulated: false }
          does({ ...of, kind: 'tag.assign', place: { ...cane, position: index + 1 }, source })
          if (number % 3 === 1 && index === 0) {
            does({ ...of, kind: 'tag.release', reason: 'byHand' })
            does({ ...of, kind: 'tag.assign', place: { ...cane, position: index + 1 }, source })
          }
        }
        if (number % 2 === 0) does({ kind: 'procedure.prepare', procedureId: id })
      })
      await settled(bench)
    },
    /** Central accepts it, and no more is heard of central until `restore`. */
    async actUnseen() {
      line = 'breaksAfterNext'
      bench.store.transact(() => does({ kind: 'cane.add', storageId: storageId(1), canister: 'C5', cane: 'Unseen' }))
      await until('accepted', () => bench.store.outbox.confirmed() === done)
    },
    /** Something else happens that raises the same versions: another bench cancels nothing, it holds a claim for a moment. */
    async others(index: number) {
      const store = stores[index % stores.length]
      if (store === undefined) return
      const claim = () => work.bench.call('PUT', `/claims/${store.id}`)
      // Connections that were kept open died with the central before; each is met once.
      await claim().catch(claim).catch(claim).catch(claim)
    },
    /**
     * Queues a procedure too early, which central refuses; a person leaves it at that; and then the vials get their tags, and it is
     * queued. All of it is one procedure's.
     */
    async resolve() {
      const store = stores[next % stores.length]
      if (store === undefined) throw new Error('no store is left')
      next += 1
      const about = { procedureId: procedureId(store.id) }
      bench.store.outbox.enqueue({ body: { ...about, kind: 'procedure.prepare' }, actor })
      await until('refused', () => bench.store.outbox.summary().refused === 1)
      const [refused] = bench.store.outbox.unresolved()
      if (refused === undefined) throw new Error('nothing is refused')
      const id = intentId(refused.envelope.intentId)
      bench.store.transact(() => {
        done += 1
        const { intentId: resolution } = bench.store.outbox.enqueue({
          body: {
            kind: 'conflict.resolve',
            conflictId: id,
            conflictKind: 'movedOn',
            about: { ...about, kind: 'procedure' },
            covers: [id],
            withdrawn: [],
            choice: 'keepCentral',
            reason: null,
          },
          actor,
        })
        bench.store.outbox.resolve([id], resolution)
        const cane = { storageId: storageId(1), canister: 'C5', cane: `R${next}-resolved` }
        does({ kind: 'cane.add', ...cane })
        for (const [index, vial] of store.vials.entries()) {
          does({
            ...about,
            kind: 'tag.assign',
            containerId: containerId(vial),
            tag: tagNumber(next * 10 + index),
            place: { ...cane, position: index + 1 },
            source: { model: 'sw-uhf', serial: null, simulated: false },
          })
        }
        does({ ...about, kind: 'procedure.prepare' })
      })
      await settled(bench)
      expect(bench.store.outbox.unresolved()).toEqual([])
      return store.id
    },
    backUp: () => restart(() => cpSync(data, backup, { recursive: true })),
    /** As an administrator does it: the files of then, and a new name for the history that begins now. */
    restore: (isRenamed: boolean) =>
      restart(() => {
        line = 'whole'
        rmSync(data, { recursive: true })
        cpSync(backup, data, { recursive: true })
        if (!isRenamed) return
        const db = new BetterSqlite3(join(data, 'central.sqlite'))
        db.prepare(`UPDATE settings SET value = 'restored' WHERE key = 'epoch'`).run()
        db.close()
      }),
    /** Its head is where this bench has been: integrations ask for more. */
    async overtake() {
      const { db } = at.sample.central.store
      const head = async () => (await feedEnds(db, 1)).head
      const ask = () => work.requestStore(1)
      while ((await head()) <= (bench.store.mirror.cursor()?.n ?? 0)) await ask().catch(ask).catch(ask)
    },
    async end() {
      await bench.end()
      await at.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function check(made: Awaited<ReturnType<typeof rig>>) {
  const { bench, central } = made
  const own = bench.store.profile.identity()?.benchId ?? ''
  const { db } = central.sample.central.store
  const kept = () => db.selectFrom('intents').select(['bench_seq', 'result']).where('bench_id', '=', own).execute()
  await until('central has all of it', async () => (await kept()).length === made.done(), 20_000)
  await settled(bench)
  expect(bench.store.outbox.refused()).toEqual([])
  expect(bench.store.outbox.confirmed()).toBe(made.done())
  expect((await kept()).every(({ result }) => result === 'accepted')).toBe(true)
  const fresh = await startBench({ chance: 0, time: quickTime(10) })
  await fresh.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Fresh')
  await settled(fresh)
  const tables = [mirrorTables(bench.folder), mirrorTables(fresh.folder)]
  expect(tables[0]).toEqual(tables[1])
}

describe('a central that was restored from an older backup', () => {
  test('has everything again in the end, whatever was lost and whatever others did meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
        fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat({ max: 4 }), { maxLength: 6 }),
        async (before, after, others) => {
          const made = await rig()
          try {
            for (const number of before) await made.act(number)
            await made.backUp()
            for (const number of after) await made.act(number)
            await made.restore(true)
            for (const index of others) await made.others(index)
            await check(made)
          } finally {
            await made.end()
          }
        },
      ),
      { numRuns: 3, seed: 7, endOnFailure: true },
    )
  }, 180_000)

  test('is noticed by its head too, where nobody gave the history a new name', async () => {
    const made = await rig()
    onTestFinished(() => made.end())
    await made.backUp()
    await made.act(0)
    await made.act(1)
    await made.restore(false)
    await check(made)
  }, 60_000)

  test('is noticed where the bench had heard of its act’s effect by the answer alone', async () => {
    const made = await rig()
    onTestFinished(() => made.end())
    await made.backUp()
    await settled(made.bench)
    await made.actUnseen()
    await made.restore(false)
    await check(made)
  }, 60_000)

  test('is noticed by the row under its number, where it has overtaken the bench meanwhile', async () => {
    const made = await rig()
    onTestFinished(() => made.end())
    await made.backUp()
    await made.act(0)
    await made.act(1)
    await made.bench.sync.workOffline(true)
    await made.restore(false)
    await made.overtake()
    await made.bench.sync.workOffline(false)
    await check(made)
  }, 60_000)

  test('takes a person’s choice about what it has never refused, and what was done behind it', async () => {
    const made = await rig()
    onTestFinished(() => made.end())
    await made.backUp()
    const id = await made.resolve()
    await made.restore(true)
    const { db } = made.central.sample.central.store
    const atCentral = () => db.selectFrom('procedures').select('status').where('id', '=', id).executeTakeFirstOrThrow()
    expect((await atCentral()).status).toBe('PENDING')
    // The refused act is never offered again: only what was accepted counts.
    await check(made)
    expect((await atCentral()).status).toBe('CREATED')
    expect(made.bench.store.outbox.unresolved()).toEqual([])
  }, 60_000)

  test('makes no second try of what it had refused', async () => {
    const made = await rig()
    onTestFinished(() => made.end())
    await made.backUp()
    await made.act(2)
    const { store } = made.bench
    const [cancelled] = store.mirror.endedSince('', 1)
    const identity = store.profile.identity()
    if (cancelled === undefined || identity === null) throw new Error('nothing was cancelled')
    const [person] = store.mirror.people()
    if (person === undefined) throw new Error('Nobody there')
    const actor = { kind: 'person', personId: person.id, name: person.name, benchId: identity.benchId } as const
    store.outbox.enqueue({ body: { kind: 'procedure.prepare', procedureId: cancelled.id }, actor })
    await until('refused', () => store.outbox.summary().refused === 1)
    const refused = store.outbox.refused()
    await made.restore(true)
    await settled(made.bench)
    await until('of the new history', () => store.mirror.cursor()?.epoch === 'restored')
    await settled(made.bench)
    expect(store.outbox.refused()).toEqual(refused)
  }, 60_000)
})
