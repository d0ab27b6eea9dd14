// Whatever clients, benches, a device and people do in whatever order: everything is answered, and a tag and a place are one vial's.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLosses } from '../../../src/central/store/losses'
import { loadProcedure } from '../../../src/central/store/procedures'
import type { ActInput } from '../../../src/shared/acts/wire'
import { procedureReply } from '../../../src/shared/api/external'
import type { Procedure } from '../../../src/shared/model/procedure'
import { enrolBench, freshTag, supervisor, type TestBench } from '../../support/bench-client'
import { type Reply, startCentral, type TestCentral, type TestClient } from '../../support/central'
import { newDatabase } from '../../support/postgres'
import { actorAt } from '../../support/signed-chain'
import { deviceOf, finishOpenWork } from '../../support/through-device'

const step = fc.record({
  what: fc.constantFrom(
    ...([
      'storeNew',
      'storeAgain',
      'storeAgain',
      'retrieve',
      'retrieve',
      'assign',
      'assign',
      'tagAll',
      'tagAll',
    ] as const),
    ...(['release', 'prepare', 'cancel', 'accept', 'accept', 'start', 'start', 'start', 'outcome', 'outcome'] as const),
    ...([
      'outcome',
      'complete',
      'fail',
      'doAll',
      'end',
      'end',
      'verify',
      'verify',
      'verify',
      'remember',
      'closeLoss',
    ] as const),
  ),
  /** Counted back from the newest. */
  procedure: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) }),
  vial: fc.nat(3),
  tag: fc.nat(3),
  position: fc.nat(3),
  outcome: fc.constantFrom('done', 'done', 'notDone', 'unknown'),
  found: fc.constantFrom('stored', 'stored', 'out'),
  isScanned: fc.boolean(),
} as const)
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never

const statesOf: Partial<Readonly<Record<Step['what'], readonly string[]>>> = {
  assign: ['PENDING'],
  tagAll: ['PENDING'],
  release: ['PENDING'],
  prepare: ['PENDING'],
  accept: ['PENDING'],
  cancel: ['PENDING', 'CREATED'],
  start: ['CREATED'],
  doAll: ['CREATED'],
  outcome: ['IN_PROGRESS', 'FAILED'],
  complete: ['IN_PROGRESS'],
  fail: ['IN_PROGRESS'],
  end: ['IN_PROGRESS'],
}

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (kind) => {
  let central: TestCentral
  let client: TestClient
  let bench: TestBench
  let device: ReturnType<typeof deviceOf>
  let runs = 0

  beforeAll(async () => {
    central = await startCentral(kind === 'PostgreSQL' ? { database: await newDatabase() } : {})
    client = await central.client()
    bench = await enrolBench(central)
    device = deviceOf(central)
    await finishOpenWork(central)
  }, 60_000)
  afterAll(() => central.stop())

  const db = () => central.sample.central.store.db
  const answered = (reply: Reply): Reply => {
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(500)
    return reply
  }

  async function world() {
    runs += 1
    const code = `ORDER-${runs}`
    await client.post('/subjects', { facilityId: 1, code, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' })
    const cane = { storageId: 1, canister: 'C1', cane: code }
    await db().insertInto('canes').values({ storage_id: 1, canister: 'C1', cane: code, capacity: 4 }).execute()
    const tags = Array.from({ length: 4 }, () => freshTag())
    const procedures: number[] = []
    const vials: { readonly id: number; readonly name: string }[] = []

    /** Newest first. What devices say often comes late. */
    const fitting = async (what: Step['what']): Promise<readonly number[]> => {
      const states = statesOf[what]
      if (states === undefined || procedures.length === 0) return []
      const rows = await db().selectFrom('procedures').select(['id', 'status']).where('id', 'in', procedures).execute()
      return rows
        .filter(({ status }) => states.includes(status))
        .map(({ id }) => id)
        .sort((one, other) => other - one)
    }
    const asked = async (body: object) => {
      const reply = answered(await client.post('/procedures', { facilityId: 1, subjectCode: code, ...body }))
      if (reply.status !== 201) return
      const { id, sampleContainers = [] } = reply.as(procedureReply)
      procedures.unshift(id)
      for (const { id: vial, name } of sampleContainers)
        if (vials.every((each) => each.id !== vial)) vials.push({ id: vial, name })
    }
    const act = async (body: ActInput) => {
      answered(await bench.post([bench.sign(body, actorAt(bench.benchId, supervisor))]))
    }
    const tell = async (path: string, body?: object) => void answered(await device.post(path, body))

    return async (each: Step) => {
      const id = (await fitting(each.what))[each.procedure] ?? procedures[each.procedure] ?? procedures[0] ?? 0
      const procedure = await loadProcedure(db(), 1, id)
      const vial = vials[each.vial % Math.max(vials.length, 1)]
      const its = procedure?.vials[each.vial % Math.max(procedure.vials.length, 1)]
      const place = { ...cane, position: each.position + 1 }
      const tag = tags[each.tag] ?? ''
      const onProcedure = { procedureId: id }
      switch (each.what) {
        case 'storeNew':
          return vials.length < 3
            ? asked({ type: 'STORE', sampleContainers: [{ name: `V-${vials.length}` }] })
            : undefined
        case 'storeAgain':
          return vial && asked({ type: 'STORE', sampleContainers: [], sampleContainerIds: [vial.id] })
        case 'retrieve':
          return vial && asked({ type: 'RETRIEVAL', sampleContainerIds: [vial.id] })
        case 'assign': {
          const own = its?.returning === true && each.isScanned ? (its.tag ?? tag) : tag
          const source = { model: 'test', serial: null, simulated: true }
          return (
            its && act({ kind: 'tag.assign', ...onProcedure, containerId: its.containerId, tag: own, place, source })
          )
        }
        case 'tagAll': {
          const source = { model: 'test', serial: null, simulated: true }
          for (const [nth, { containerId, tag: own, returning }] of (procedure?.vials ?? []).entries()) {
            const at = { ...cane, position: ((each.position + nth) % 4) + 1 }
            const its = returning && own !== null ? own : (tags[(each.tag + nth) % 4] ?? '')
            await act({ kind: 'tag.assign', ...onProcedure, containerId, tag: its, place: at, source })
          }
          return act({ kind: 'procedure.prepare', ...onProcedure })
        }
        case 'doAll':
          await tell(`/procedures/${id}/start`)
          for (const { containerId } of procedure?.vials ?? [])
            await tell(`/procedures/${id}/outcomes`, { containerId, outcome: 'done' })
          return tell(`/procedures/${id}/complete`)
        case 'release':
          return its?.tag
            ? act({ kind: 'tag.release', ...onProcedure, containerId: its.containerId, tag: its.tag, reason: 'x' })
            : undefined
        case 'prepare':
          return act({ kind: 'procedure.prepare', ...onProcedure })
        case 'cancel':
          return act({ kind: 'procedure.cancel', ...onProcedure, reason: 'x' })
        case 'accept':
          return act({ kind: 'procedure.accept', ...onProcedure })
        case 'start':
          return tell(`/procedures/${id}/start`)
        case 'outcome':
          return tell(`/procedures/${id}/outcomes`, { containerId: its?.containerId ?? 0, outcome: each.outcome })
        case 'complete':
          return tell(`/procedures/${id}/complete`)
        case 'fail':
          return tell(`/procedures/${id}/fail`, { reason: 'x' })
        case 'end': {
          const open = (procedure?.vials ?? []).filter((one) => one.outcome === 'pending')
          const outcomes = open.map(({ containerId }) => ({ containerId, outcome: each.outcome }))
          return act({ kind: 'procedure.end', ...onProcedure, reason: 'x', outcomes })
        }
        case 'verify': {
          if (vial === undefined) return
          const row = await db()
            .selectFrom('containers')
            .select('tag')
            .where('id', '=', vial.id)
            .executeTakeFirstOrThrow()
          const found = each.found === 'stored' ? { kind: each.found, place } : { kind: each.found }
          const seen = { containerId: vial.id, name: vial.name, subjectCode: code }
          return act({ kind: 'vial.verify', ...seen, tag: each.isScanned ? row.tag : null, found, reason: 'x' })
        }
        case 'remember':
          return procedure && remember(procedure, each)
        case 'closeLoss': {
          const [loss] = await openLosses(db(), 1, '', 1)
          return loss && act({ kind: 'loss.close', lossId: loss.id, name: 'x', reason: 'x' })
        }
      }
    }
  }

  /** A bench that knows more of it, or something else under the vial's name. */
  async function remember(procedure: Procedure, { outcome, isScanned, tag }: Step) {
    const vials = procedure.vials.map((vial) => ({
      ...vial,
      outcome,
      ...(isScanned && {
        name: `${vial.name} of then`,
        tag: vial.tag ?? `E2FF${runs.toString(16).toUpperCase().padStart(18, '0')}0${tag}`,
      }),
    }))
    const remembered = {
      ...procedure,
      typeName: procedure.typeName,
      statusName: 'COMPLETED',
      vials,
      updatedAt: '2999-01-01T00:00:00.000Z',
    }
    const told = { known: 'another-history:1', heardAt: null, losses: [], isLast: false }
    answered(await bench.call('POST', '/remembered', { ...told, procedures: [remembered] }))
  }

  async function eachIsOneVials() {
    const tags = await db()
      .selectFrom('tags as t')
      .innerJoin('containers as c', 'c.id', 't.container_id')
      .innerJoin('subjects as s', 's.id', 'c.subject_id')
      .select(['t.tag', 'c.tag as own', 'c.id'])
      .where('s.code', '=', `ORDER-${runs}`)
      .execute()
    expect(new Set(tags.map(({ id }) => id)).size).toBe(tags.length)
    for (const { tag, own } of tags) expect(own).toBe(tag)
    const vials = await db()
      .selectFrom('containers as c')
      .innerJoin('subjects as s', 's.id', 'c.subject_id')
      .leftJoin('places as p', 'p.container_id', 'c.id')
      .select(['c.id', 'c.tag', 'c.stored_at', 'c.held_by', 'c.verify_since', 'p.position'])
      .where('s.code', '=', `ORDER-${runs}`)
      .execute()
    expect(vials.filter(({ tag }) => tag !== null).length).toBe(tags.length)
    for (const vial of vials) {
      if (vial.stored_at !== null && vial.verify_since === null)
        expect(vial.position, JSON.stringify(vial)).not.toBeNull()
      const open = vial.held_by === null ? undefined : await loadProcedure(db(), 1, vial.held_by)
      const its = open?.vials.find(({ containerId }) => Number(containerId) === vial.id)
      if (open?.type === 'STORE' && its?.tag != null) expect(vial.tag, JSON.stringify([vial, its])).toBe(its.tag)
      if (open?.type === 'STORE' && its?.outcome === 'pending' && its.place !== null)
        expect(vial.position, JSON.stringify([vial, its])).toBe(its.place.position)
      // What nobody holds, and was never in storage, keeps nothing.
      if (vial.held_by === null && vial.stored_at === null && vial.verify_since === null)
        expect(vial.position, JSON.stringify(vial)).toBeNull()
    }
  }

  test('each request is answered, and no vial has two tags or places, or loses them in storage', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
        const take = await world()
        for (const what of ['storeNew', 'tagAll', 'start'] as const)
          await take({ ...(steps[0] as Step), what, procedure: 0 })
        for (const each of steps) {
          await take(each)
          await eachIsOneVials()
        }
        // The device is free for the next run.
        for (const { id } of await db()
          .selectFrom('procedures')
          .select('id')
          .where('facility_id', '=', 1)
          .where('status', '=', 'IN_PROGRESS')
          .execute()) {
          const open = await loadProcedure(db(), 1, id)
          const outcomes = (open?.vials ?? [])
            .filter(({ outcome }) => outcome === 'pending')
            .map(({ containerId }) => ({ containerId, outcome: 'notDone' as const }))
          await bench.post([
            bench.sign(
              { kind: 'procedure.end', procedureId: id, reason: 'x', outcomes },
              actorAt(bench.benchId, supervisor),
            ),
          ])
        }
      }),
      { numRuns: 20, seed: 1 },
    )
  }, 120_000)
})
