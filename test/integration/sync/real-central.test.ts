// Bench and central as they are, over real HTTP: the plain way, and what is left when either dies in the middle.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Actor, Procedure } from '../../../src/shared/model/procedure'
import type { TagId } from '../../../src/shared/model/reader'
import { startCentral, type TestCentral, type TestCentralOptions } from '../../support/central'
import { kinds, startBench, type TestBench, until } from './support'

async function central(options: TestCentralOptions = {}): Promise<TestCentral> {
  const started = await startCentral(options)
  onTestFinished(() => started.stop().catch(() => undefined))
  return started
}

const online = (bench: TestBench) => until('online', () => bench.sync.link().kind === 'online')

async function enrolled(
  at: TestCentral,
  code = at.sample.benchEnrolmentCode,
  options: Parameters<typeof startBench>[0] = {},
) {
  const bench = await startBench(options)
  expect(await bench.sync.enrol(at.url, code ?? '', 'Bench 1')).toEqual({ ok: true, value: null })
  await online(bench)
  return bench
}

/** A STORE procedure, asked for through the B2B API. */
async function requestStore(at: TestCentral, names: readonly string[]): Promise<number> {
  const client = await at.client()
  const subjects = await client.get('/subjects')
  const [subject] = subjects.body as { code: string; facility: { id: number } }[]
  const facilityId = at.sample.organizations[0]?.facilities[0]?.id
  const own = (subjects.body as { code: string; facility: { id: number } }[]).find(
    (one) => one.facility.id === facilityId,
  )
  const reply = await client.post('/procedures', {
    type: 'STORE',
    facilityId,
    subjectCode: (own ?? subject)?.code,
    sampleContainers: names.map((name) => ({ name })),
  })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return (reply.body as { id: number }).id
}

const openProcedure = (bench: TestBench, id: number): Procedure | undefined =>
  bench.store.mirror.openProcedures().find((procedure) => procedure.id === id)

async function arrived(bench: TestBench, id: number): Promise<Procedure> {
  await until('the procedure is at the bench', () => openProcedure(bench, id) !== undefined)
  const procedure = openProcedure(bench, id)
  if (procedure === undefined) throw new Error('gone')
  return procedure
}

function actor(bench: TestBench): Actor {
  const [person] = bench.store.mirror.people()
  const identity = bench.store.profile.identity()
  if (person === undefined || identity === null) throw new Error('Nobody there')
  return { kind: 'person', personId: person.id, name: person.name, benchId: identity.benchId }
}

let tags = 0
/** Tags every vial and prepares the procedure, as the tagging screen would. */
function tagAll(bench: TestBench, procedure: Procedure) {
  const { mirror, outbox } = bench.store
  const free = mirror
    .tanks('')
    .flatMap(({ tank }) => mirror.canes(tank.id))
    .flatMap(({ storageId, canister, cane, positions }) =>
      positions.flatMap((state, index) =>
        state === 'free' ? [{ storageId, canister, cane, position: index + 1 }] : [],
      ),
    )
  const common = { actor: actor(bench), baseVersions: { [`procedure:${procedure.id}`]: procedure.version } }
  bench.store.transact(() => {
    for (const [index, vial] of procedure.vials.entries()) {
      tags += 1
      const place = free[index]
      if (place === undefined) throw new Error('No place is free')
      outbox.enqueue({
        ...common,
        body: {
          kind: 'tag.assign',
          procedureId: procedure.id,
          containerId: vial.containerId,
          tag: `E0040150${(0xab000000 + tags).toString(16).toUpperCase()}` as TagId,
          place,
          source: { model: 'sw-uhf', serial: null, simulated: false },
        },
      })
    }
    outbox.enqueue({ ...common, body: { kind: 'procedure.prepare', procedureId: procedure.id } })
  })
}

const statusAt = async (at: TestCentral, id: number): Promise<string> => {
  const reply = await (await at.client()).get(`/procedures/${id}`)
  return (reply.body as { status: string }).status
}

describe('the plain way', () => {
  test('enrols, takes the snapshot, follows the feed, sends, and sees its work confirmed', async () => {
    const at = await central()
    const bench = await enrolled(at)
    expect(kinds(bench.links)).toEqual(['enrolling', 'firstSync', 'online'])
    const { store } = bench
    expect(store.mirror.tanks('').reduce((sum, { occupied }) => sum + occupied, 0)).toBe(100)
    expect(Math.abs(bench.sync.clockOffsetMs() ?? Number.NaN)).toBeLessThan(60_000)

    const id = await requestStore(at, ['V1', 'V2'])
    const procedure = await arrived(bench, id)
    expect(procedure.status).toBe('PENDING')
    tagAll(bench, procedure)
    expect(store.outbox.unsettled(procedure.id)).toHaveLength(3)
    await until('confirmed', () => store.outbox.unsettledProcedures().length === 0)
    expect(store.outbox.refused()).toEqual([])
    expect(openProcedure(bench, id)?.status).toBe('CREATED')
    expect(await statusAt(at, id)).toBe('CREATED')
  })

  test('two benches: one holds the claim, the other is told by whom', async () => {
    const at = await central()
    const first = await enrolled(at)
    const facility = at.sample.organizations[0]?.facilities[0]?.id ?? 0
    const second = await enrolled(at, await at.sample.newEnrolmentCode(facility))
    const id = await requestStore(at, ['V1'])
    const procedure = await arrived(first, id)
    expect(await first.sync.claim(procedure.id)).toEqual({ kind: 'held' })
    expect(await second.sync.claim(procedure.id)).toMatchObject({ kind: 'elsewhere', benchName: 'Bench 1' })
    first.sync.releaseClaim(procedure.id)
    await until('free', async () => (await second.sync.claim(procedure.id)).kind === 'held')
  })

  test('a code works once, and a wrong one leaves the bench as it was', async () => {
    const at = await central()
    const bench = await enrolled(at)
    const code = at.sample.benchEnrolmentCode ?? ''
    const second = await startBench()
    expect(await second.sync.enrol(at.url, code, 'Bench 2')).toEqual({ ok: false, problem: { kind: 'codeUsed' } })
    expect(await bench.sync.enrol(at.url, 'no-such-code', 'Bench 1')).toMatchObject({ ok: false })
    await online(bench)
    expect(bench.store.profile.identity()).not.toBeNull()
  })
})

describe('death and return', () => {
  test('started again, the bench needs no enrolment and no snapshot', async () => {
    const at = await central()
    const folder = mkdtempSync(join(tmpdir(), 'cryobench-sync-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const first = await enrolled(at, undefined, { folder })
    await first.end()
    const again = await startBench({ folder, secrets: first.secrets })
    await online(again)
    expect(kinds(again.links)).toEqual(['offline', 'online'])
    tagAll(again, await arrived(again, await requestStore(at, ['V1'])))
    await until('confirmed', () => again.store.outbox.unsettledProcedures().length === 0)
    expect(again.store.outbox.refused()).toEqual([])
  })

  test('killed between keeping its secrets and its identity, it finishes the enrolment', async () => {
    const at = await central()
    const bench = await enrolled(at)
    const identity = bench.store.profile.identity()
    const fresh = mkdtempSync(join(tmpdir(), 'cryobench-sync-'))
    onTestFinished(() => rmSync(fresh, { recursive: true, force: true }))
    const before = await startBench({ folder: fresh })
    before.store.profile.savePendingIdentity(identity)
    await before.end()
    const again = await startBench({ folder: fresh, secrets: bench.secrets })
    await online(again)
    expect(again.store.profile.identity()).toEqual(identity)
    expect(again.store.profile.pendingIdentity()).toBeNull()
  })

  test('with secrets of another enrolment it does not pretend', async () => {
    const at = await central()
    const folder = mkdtempSync(join(tmpdir(), 'cryobench-sync-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const bench = await enrolled(at, undefined, { folder })
    await bench.end()
    const { secrets } = await startBench()
    await secrets.set('benchToken', JSON.stringify({ benchId: 'other', value: 'x' }))
    const again = await startBench({ folder, secrets })
    expect(again.sync.link()).toEqual({ kind: 'keysLost' })
  })

  test('central away and back: work goes on, is kept, and is sent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'central-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const at = await central({ folder })
    const bench = await enrolled(at)
    const id = await requestStore(at, ['V1', 'V2', 'V3'])
    const procedure = await arrived(bench, id)
    await at.stop()
    await until('offline', () => bench.sync.link().kind === 'offline')
    tagAll(bench, procedure)
    expect(bench.store.outbox.summary()).toMatchObject({ waiting: 4, refused: 0 })
    expect(await bench.sync.claim(procedure.id)).toEqual({ kind: 'unanswered' })
    const back = await central({ folder, port: Number(new URL(at.url).port) })
    await until('confirmed', () => bench.store.outbox.unsettledProcedures().length === 0, 20_000)
    expect(bench.store.outbox.refused()).toEqual([])
    expect(bench.links.some((link) => link.kind === 'offline' && link.nextAttemptMs !== null)).toBe(true)
    expect(await statusAt(back, id)).toBe('CREATED')
  }, 40_000)

  test('killed while its batch was on the way, it sends again, and nothing happens twice', async () => {
    const at = await central()
    const folder = mkdtempSync(join(tmpdir(), 'cryobench-sync-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    let arrivals = 0
    const first = await enrolled(at, undefined, {
      folder,
      // Central does it; the answer never comes.
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        if (!url.endsWith('/intents')) return response
        arrivals += 1
        return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('cut'))))
      },
    })
    const id = await requestStore(at, ['V1', 'V2'])
    tagAll(first, await arrived(first, id))
    await until('central has done it', async () => (await statusAt(at, id)) === 'CREATED')
    expect(arrivals).toBe(1)
    await first.end()
    const again = await startBench({ folder, secrets: first.secrets })
    await until('confirmed', () => again.store.outbox.unsettledProcedures().length === 0)
    expect(again.store.outbox.refused()).toEqual([])
    expect(again.store.outbox.summary().waiting).toBe(0)
    expect(await statusAt(at, id)).toBe('CREATED')
  })
})
