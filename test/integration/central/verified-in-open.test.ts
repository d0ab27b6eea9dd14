// A vial of an open procedure is to be verified, as after a restore: what the person finds is what the procedure goes on from.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setVerification } from '../../../src/central/store/containers'
import type { Found } from '../../../src/shared/acts/verify-vial'
import { workReply } from '../../../src/shared/api/device'
import { procedureReply } from '../../../src/shared/api/external'
import { containerId, storageId } from '../../../src/shared/model/ids'
import { enrolBench, freshTag, supervisor, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { actorAt } from '../../support/signed-chain'
import { deviceOf, finishOpenWork, storeAway } from '../../support/through-device'

let central: TestCentral
let client: TestClient
let bench: TestBench
let device: ReturnType<typeof deviceOf>
let canes = 0

const subject = { facilityId: 1, code: 'FOUND', firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  bench = await enrolBench(central)
  device = deviceOf(central)
  await client.post('/subjects', subject)
  await finishOpenWork(central)
}, 60_000)
afterAll(() => central.stop())

const db = () => central.sample.central.store.db
const bySupervisor = () => actorAt(bench.benchId, supervisor)

const containerOf = (id: number) =>
  db()
    .selectFrom('containers as c')
    .leftJoin('places as p', 'p.container_id', 'c.id')
    .select(['c.tag', 'c.stored_at', 'p.position'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()

async function newCane() {
  canes += 1
  const cane = { storageId: storageId(1), canister: `C${(canes % 5) + 1}`, cane: `FOUND-${canes}` }
  await bench.send({ kind: 'cane.add', ...cane })
  return cane
}

async function newStore(names: readonly string[]) {
  const sampleContainers = names.map((name) => ({ name }))
  const asked = { type: 'STORE', facilityId: 1, subjectCode: 'FOUND', sampleContainers }
  return (await client.post('/procedures', asked)).as(procedureReply)
}

/** A queued STORE of two vials, of which the first is to be verified. */
async function queued() {
  const cane = await newCane()
  const { id, sampleContainers = [] } = await newStore(['F-1', 'F-2'])
  const [one = 0, two = 0] = sampleContainers.map((each) => each.id)
  const tags = [freshTag(), freshTag()] as const
  await bench.assign(id, one, { tag: tags[0], place: { ...cane, position: 1 } })
  await bench.assign(id, two, { tag: tags[1], place: { ...cane, position: 2 } })
  await bench.send({ kind: 'procedure.prepare', procedureId: id })
  await toVerify(one)
  return { id, one, two, tags, cane }
}

const toVerify = (id: number) => setVerification(db(), id, { since: '2024-01-15T10:30:00.000Z', why: 'restored' })

const verify = (id: number, tag: string, found: Found) =>
  bench.send({
    kind: 'vial.verify',
    containerId: containerId(id),
    name: 'F-1',
    subjectCode: 'FOUND',
    tag,
    found,
  })

test.each([1, 4])(
  'a vial that lies in position %i keeps tag and place when its STORE is cancelled',
  async (position) => {
    const { id, one, two, tags, cane } = await queued()
    expect((await verify(one, tags[0], { kind: 'stored', place: { ...cane, position } })).result).toBe('accepted')
    const cancelled = await bench.send(
      { kind: 'procedure.cancel', procedureId: id, reason: 'It is there' },
      bySupervisor(),
    )
    expect(cancelled.result).toBe('accepted')
    expect(await containerOf(one)).toEqual({ tag: tags[0], stored_at: expect.any(String), position })
    expect(await containerOf(two)).toEqual({ tag: null, stored_at: null, position: null })
    // Neither is anybody else's.
    const [other = 0] = ((await newStore(['F-3'])).sampleContainers ?? []).map((each) => each.id)
    const next = await newStore(['F-4'])
    const [free = 0] = (next.sampleContainers ?? []).map((each) => each.id)
    expect(other).not.toBe(free)
    const taken = await bench.assign(next.id, free, { tag: freshTag(), place: { ...cane, position } })
    expect(taken.problem).toMatchObject({ kind: 'placeTaken' })
    const used = await bench.assign(next.id, free, { tag: tags[0], place: { ...cane, position: 3 } })
    expect(used.problem).toMatchObject({ kind: 'tagUsed', containerId: one })
  },
)

test.each([false, true])(
  'a vial of which its device has said notDone keeps tag and place where a scan has found it',
  async (comesBack) => {
    const { id, one, two, tags, cane } = await queued()
    await setVerification(db(), one, null)
    await device.get('/work')
    expect((await device.post(`/procedures/${id}/start`)).status).toBe(200)
    if (comesBack)
      await db().updateTable('procedure_vials').set({ returning: 1 }).where('container_id', '=', one).execute()
    for (const containerId of [one, two])
      await device.post(`/procedures/${id}/outcomes`, { containerId, outcome: 'notDone' })
    await toVerify(one)
    expect((await verify(one, tags[0], { kind: 'stored', place: { ...cane, position: 4 } })).result).toBe('accepted')
    expect((await device.post(`/procedures/${id}/complete`)).status).toBe(200)
    expect(await containerOf(one)).toEqual({ tag: tags[0], stored_at: expect.any(String), position: 4 })
    expect(await containerOf(two)).toEqual({ tag: null, stored_at: null, position: null })
  },
)

test('a vial that is out keeps the place that its STORE has planned for it', async () => {
  const { one, tags, cane } = await queued()
  expect((await verify(one, tags[0], { kind: 'out' })).result).toBe('accepted')
  expect(await containerOf(one)).toEqual({ tag: tags[0], stored_at: null, position: 1 })
  const next = await newStore(['F-5'])
  const [other = 0] = (next.sampleContainers ?? []).map((each) => each.id)
  const taken = await bench.assign(next.id, other, { tag: freshTag(), place: { ...cane, position: 1 } })
  expect(taken.problem).toMatchObject({ kind: 'placeTaken' })
})

test('a vial in storage is neither tagged nor untagged by a STORE that is still open', async () => {
  const cane = await newCane()
  const { id, sampleContainers = [] } = await newStore(['F-1'])
  const [one = 0] = sampleContainers.map((each) => each.id)
  const tag = freshTag()
  await bench.assign(id, one, { tag, place: { ...cane, position: 1 } })
  await toVerify(one)
  await verify(one, tag, { kind: 'stored', place: { ...cane, position: 1 } })
  const released = await bench.send({
    kind: 'tag.release',
    procedureId: id,
    containerId: containerId(one),
    tag,
    reason: 'Undone',
  })
  expect(released.problem).toMatchObject({ kind: 'alreadyDecided', containerId: one, outcome: 'done' })
  expect(await containerOf(one)).toMatchObject({ tag, position: 1 })
})

test('a RETRIEVAL takes a vial from where it was found', async () => {
  const store = await newStore(['F-1'])
  await storeAway(central, store)
  const [one = 0] = (store.sampleContainers ?? []).map((each) => each.id)
  const asked = { type: 'RETRIEVAL', facilityId: 1, subjectCode: 'FOUND', sampleContainerIds: [one] }
  const { id } = (await client.post('/procedures', asked)).as(procedureReply)
  await bench.send({ kind: 'procedure.accept', procedureId: id }, bySupervisor())
  const { tag } = await containerOf(one)
  await toVerify(one)
  const cane = await newCane()
  const place = { ...cane, position: 2 }
  expect((await verify(one, tag ?? '', { kind: 'stored', place })).result).toBe('accepted')
  const { procedures } = (await device.get('/work')).as(workReply)
  expect(procedures.find((each) => each.id === id)?.vials[0]?.place).toEqual(place)
})
