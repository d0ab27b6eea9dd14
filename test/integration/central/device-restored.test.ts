// A device that carried out what a restored central has forgotten: nothing of it may come to be about what has its number now.
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { setTagPurpose } from '../../../src/central/domain/set-tag-purpose'
import { loadContainers } from '../../../src/central/store/containers'
import { openLosses } from '../../../src/central/store/losses'
import { loadProcedure } from '../../../src/central/store/procedures'
import { restorationsOf } from '../../../src/central/store/restorations'
import { named, type Order } from '../../../src/device-simulator/order'
import { workReply } from '../../../src/shared/api/device'
import { procedureReply } from '../../../src/shared/api/external'
import { containerId } from '../../../src/shared/model/ids'
import { enrolBench, freshTag } from '../../support/bench-client'
import { replyOf } from '../../support/central'
import { askAgain, clockBehind, type RestorableCentral, restorableCentral } from '../../support/restorable-central'
import { finishOpenWork } from '../../support/through-device'

let at: RestorableCentral

beforeEach(async () => {
  at = await restorableCentral({ clock: clockBehind })
  await finishOpenWork(at.central)
  await at.backUp()
})

/** The first facility's device, as it is: it asks for nothing by itself. */
async function call(path: string, body?: object) {
  const { deviceToken } = at.central.sample
  const headers = { authorization: `Bearer ${deviceToken}`, 'content-type': 'application/json' }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  return replyOf(await askAgain(() => fetch(`${at.central.url}/api/v1/device${path}`, init)))
}

async function orderOf(id: number): Promise<Order> {
  const { procedures, given } = (await call('/work?given=yes')).as(workReply)
  const procedure = procedures.find((each) => Number(each.id) === id)
  if (procedure === undefined) throw new Error(`The device does not see ${id}`)
  return { procedure, digest: given?.[id] }
}

/** A STORE of one vial, tagged and queued. */
async function queued(code: string) {
  const client = await askAgain(() => at.central.client())
  await client.post('/subjects', { facilityId: 1, code, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' })
  const asked = { type: 'STORE', facilityId: 1, subjectCode: code, sampleContainers: [{ name: `${code}-1` }] }
  const { id, sampleContainers } = (await client.post('/procedures', asked)).as(procedureReply)
  const vial = containerId(sampleContainers?.[0]?.id ?? 0)
  const bench = await enrolBench(at.central)
  const cane = { storageId: 1, canister: 'C5', cane: `For ${code}` }
  await bench.send({ kind: 'cane.add', ...cane })
  const place = { ...cane, position: 1 }
  await bench.assign(id, vial, { tag: freshTag(), place })
  expect(await bench.send({ kind: 'procedure.prepare', procedureId: id })).toMatchObject({ result: 'accepted' })
  return { id, vial, place }
}

const db = () => at.central.sample.central.store.db
const things = async () => (await openLosses(db(), 1, '', 50)).map(({ thing }) => thing)
const problem = z.object({ error: z.object({ code: z.string(), problem: z.looseObject({ kind: z.string() }) }) })
const outcome = (order: Order, vial: ReturnType<typeof containerId>) =>
  call(`/procedures/${order.procedure.id}/outcomes`, { containerId: vial, outcome: 'done', ...named(order, vial) })

test('one subject’s storage that a device has carried out does not complete another’s of the same number', async () => {
  const lost = await queued('LOST')
  const order = await orderOf(lost.id)
  expect((await call(`/procedures/${lost.id}/start`, named(order))).status).toBe(200)

  await at.restore()
  const other = await queued('OTHER')
  expect([other.id, other.vial]).toEqual([lost.id, lost.vial])
  const its = await orderOf(other.id)
  expect((await call(`/procedures/${other.id}/start`, named(its))).status).toBe(200)

  const refused = await outcome(order, lost.vial)
  expect(refused.status).toBe(409)
  expect(refused.as(problem).error.problem).toMatchObject({
    kind: 'notWhatWasGiven',
    given: { subjectCode: 'LOST', vials: [{ name: 'LOST-1' }] },
    central: { subjectCode: 'OTHER', vials: [{ name: 'OTHER-1' }] },
  })
  expect((await call(`/procedures/${lost.id}/complete`, named(order))).status).toBe(409)
  const procedure = await loadProcedure(db(), 1, other.id)
  expect(procedure).toMatchObject({ status: 'IN_PROGRESS', vials: [{ name: 'OTHER-1', outcome: 'pending' }] })
  const [vial] = await loadContainers(db(), [other.vial])
  expect(vial).toMatchObject({ name: 'OTHER-1', storedAt: null })
  expect(vial?.verify ?? null).toBeNull()
  expect(await things()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'procedure',
        procedureId: lost.id,
        type: 'STORE',
        subjectCode: 'LOST',
        createdAt: order.procedure.createdAt,
        vials: [expect.objectContaining({ name: 'LOST-1' })],
        remembered: 'COMPLETED',
        atCentral: null,
        instead: expect.objectContaining({ subjectCode: 'OTHER' }),
      }),
      expect.objectContaining({
        kind: 'vial',
        containerId: null,
        name: 'LOST-1',
        subjectCode: 'LOST',
        remembered: { kind: 'stored', place: lost.place },
        atCentral: null,
      }),
    ]),
  )
  expect(await restorationsOf(db(), 1)).toHaveLength(1)
  expect((await outcome(its, other.vial)).status).toBe(200)
  expect((await call(`/procedures/${other.id}/complete`, named(its))).status).toBe(200)
})

test('the same storage, tagged anew at another place, is not what the device has carried out', async () => {
  const before = await queued('TWICE')
  const order = await orderOf(before.id)
  const places = { storageId: 1, canister: 'C5', cane: 'Elsewhere' }
  await db().insertInto('canes').values({ storage_id: 1, canister: 'C5', cane: 'Elsewhere', capacity: 5 }).execute()
  await db()
    .updateTable('procedure_vials')
    .set({ place: JSON.stringify({ ...places, position: 1 }) })
    .where('procedure_id', '=', before.id)
    .execute()
  expect((await call(`/procedures/${before.id}/start`, named(order))).as(problem).error.problem.kind).toBe(
    'notWhatWasGiven',
  )
})

test('what central does not know is answered, and put on record with what was moved', async () => {
  const lost = await queued('GONE')
  const order = await orderOf(lost.id)
  await at.restore()
  const answer = await outcome(order, lost.vial)
  expect(answer.status).toBe(404)
  expect(answer.body).toMatchObject({ error: { problem: { kind: 'unknownProcedure', procedureId: lost.id } } })
  expect((await call(`/procedures/${lost.id}/complete`, named(order))).status).toBe(404)
  expect(await things()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'procedure',
        procedureId: lost.id,
        subjectCode: 'GONE',
        remembered: 'COMPLETED',
      }),
      expect.objectContaining({ kind: 'vial', name: 'GONE-1', remembered: { kind: 'stored', place: lost.place } }),
    ]),
  )
})

test('what is told again is no news to any bench', async () => {
  const lost = await queued('AGAIN')
  const order = await orderOf(lost.id)
  await at.restore()
  const head = () => db().selectFrom('feed_heads').select('head').where('facility_id', '=', 1).executeTakeFirstOrThrow()
  await outcome(order, lost.vial)
  const once = await head()
  await outcome(order, lost.vial)
  await outcome(order, lost.vial)
  expect(await head()).toEqual(once)
  // The tag of a vial that is lost is not to be had for something else either.
  const [tag] = (await things()).flatMap((thing) => (thing.kind === 'vial' ? (thing.tag ?? []) : []))
  if (tag === undefined) throw new Error('Its tag is not on record')
  expect(await setTagPurpose(at.central.sample.central, 1, { tag, purpose: 'badge' })).toMatchObject({
    problem: { kind: 'tagOnVial', containerName: 'AGAIN-1' },
  })
})

test('an older device, which says no more than a number, is put on record by it', async () => {
  const lost = await queued('NUMBER')
  await at.restore()
  expect((await call(`/procedures/${lost.id}/complete`, {})).status).toBe(404)
  expect(await things()).toEqual([
    expect.objectContaining({ procedureId: lost.id, type: 'UNKNOWN', subjectCode: null, createdAt: null, vials: [] }),
  ])
})

test('an older device starts only what it was handed over: not another’s of the same number', async () => {
  const lost = await queued('OLDER')
  await orderOf(lost.id)
  await at.restore()
  const other = await queued('NEWER')
  expect(other.id).toBe(lost.id)
  const refused = await call(`/procedures/${other.id}/start`, {})
  expect(refused.status).toBe(409)
  expect(refused.as(problem).error.problem).toEqual({ kind: 'notHandedOver', procedureId: other.id })
  await call('/work')
  expect((await call(`/procedures/${other.id}/start`, {})).status).toBe(200)
})

test('numbers that central cannot have given, and another facility’s, fill no record', async () => {
  expect((await call('/procedures/999999999/complete', {})).status).toBe(404)
  const { id } = await db().selectFrom('procedures').select('id').where('facility_id', '=', 2).executeTakeFirstOrThrow()
  expect((await call(`/procedures/${id}/complete`, {})).status).toBe(404)
  expect(await things()).toEqual([])
  expect(await restorationsOf(db(), 1)).toEqual([])
})

test('a refill is told from another of the same number too', async () => {
  const asked = { storageId: 1, levelPercent: 40 }
  const made = await call('/refills?given=yes', asked)
  const { id, given } = z.object({ id: z.int(), given: z.string() }).parse(made.body)
  expect((await call(`/procedures/${id}/refill`, { levelPercent: 50, litresAdded: 9, given })).status).toBe(200)
  const other = { levelPercent: 60, litresAdded: 19, given: '0'.repeat(64) }
  expect((await call(`/procedures/${id}/refill`, other)).status).toBe(409)
  // Also where both its gauges say nothing.
  const mute = { levelPercent: null, litresAdded: null, given: other.given }
  expect((await call(`/procedures/${id}/refill`, mute)).status).toBe(409)
  expect(await loadProcedure(db(), 1, id)).toMatchObject({ refill: { levelNow: 50 } })
  expect((await call(`/procedures/${id}/complete`, { given })).status).toBe(200)
})

test('a device that does not ask is handed over no digests', async () => {
  expect((await call('/work')).body).not.toHaveProperty('given')
  expect((await call('/refills', { storageId: 2, levelPercent: 40 })).body).not.toHaveProperty('given')
})
