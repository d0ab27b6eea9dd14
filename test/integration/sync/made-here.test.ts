// A procedure that is made at a bench without network, and what follows on it there: nothing is lost when central numbers it, whenever the bench
// dies, and whatever central says.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
import { systemFetch } from '../../../src/main/engine/central/connection/system-fetch'
import { approvals } from '../../../src/main/engine/features/approvals/approvals'
import { conflictDesk } from '../../../src/main/engine/features/conflicts/conflict-desk'
import { make } from '../../../src/main/engine/features/making/making'
import { TaggingRecord } from '../../../src/main/engine/features/tagging/record'
import { chosenPeople } from '../../../src/main/engine/people/people'
import { benchProcedures } from '../../../src/main/engine/procedures/procedures'
import { benchPlaces } from '../../../src/main/engine/storage/places'
import { systemClock, systemIds, systemTimers } from '../../../src/platform/system-ports'
import { type ContainerId, containerId, intentId, procedureId, storageId } from '../../../src/shared/model/ids'
import { isUnnumbered } from '../../../src/shared/model/made'
import type { Actor } from '../../../src/shared/model/procedure'
import { readerId } from '../../../src/shared/model/reader'
import { ok } from '../../../src/shared/result'
import { tagOf } from '../../support/builders/procedure'
import { startCentral, type TestCentral } from '../../support/central'
import { must } from '../../support/must'
import { quickTime } from '../../support/quick-time'
import { deviceOf, finishOpenWork } from '../../support/through-device'
import { startBench, type TestBench, until } from './support'

let central: TestCentral
beforeAll(async () => {
  central = await startCentral()
  const client = await central.client()
  await client.post('/subjects', {
    facilityId: 1,
    code: 'MADE',
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
}, 60_000)
afterAll(() => central.stop())

let tags = 0
const freshTag = () => tagOf(`AD${String(++tags).padStart(22, '0')}`)

/** Everything of a bench that this is about. */
function roomsOf({ store }: TestBench, role: 'staff' | 'supervisor') {
  const person = store.mirror.people().find((each) => each.role === role)
  const benchId = store.profile.identity()?.benchId
  if (!person || !benchId) throw new Error('Nobody there')
  const actor: Actor = { kind: 'person', personId: person.id, name: person.name, benchId }
  const people = chosenPeople(store)
  people.switchTo(person.id)
  const clockOffsetMs = () => 0
  const shared = { store, clock: systemClock, bench: () => benchId, clockOffsetMs }
  const procedures = benchProcedures({ ...shared, timers: systemTimers })
  onTestFinished(() => procedures.stop())
  const whoActs = () => ok(actor)
  const places = benchPlaces(store, procedures.unsent, systemClock)
  const desk = conflictDesk({
    ...shared,
    procedures,
    places,
    people,
    whoActs,
    wrongClockMs: () => null,
    changed: () => undefined,
  })
  onTestFinished(() => desk.stop())
  const needs = { store, procedures, people, ids: systemIds, whoActs, wrongClockMs: () => null }
  const reads = { append: () => 1, conclude: () => undefined, latest: () => 1 }
  const record = (id: Parameters<typeof procedures.foreseen>[0]) => {
    const foreseen = procedures.foreseen(id)
    if (foreseen === null) throw new Error('No such procedure')
    return new TaggingRecord(
      { store, procedures, reads, clock: systemClock, actor: () => actor, readers: () => [] },
      foreseen,
      actor,
    )
  }
  const decisions = approvals({ procedures, people, clock: systemClock, whoActs, wrongClockMs: () => null })
  return {
    procedures,
    desk,
    places,
    actor,
    record,
    decisions,
    make: (asked: Parameters<typeof make>[1]) => make(needs, asked),
  }
}

async function laboratory() {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-made-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const network = { isCut: false }
  const fetch: Fetch = (url, init, pin) =>
    network.isCut ? Promise.reject(new Error('cut')) : systemFetch(url, init, pin)
  const options = { chance: 0, fetch, folder, time: quickTime(10) }
  const bench = await startBench(options)
  await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Bench 1')
  await until('online', () => bench.sync.link().kind === 'online')
  return {
    bench,
    network,
    again: () => startBench({ ...options, secrets: bench.secrets }),
  }
}

let canes = 0
const newCane = () => ({ storageId: storageId(1), canister: `C${(++canes % 5) + 1}`, cane: `MADE-${canes}` })
const reader = readerId('r1')
const store = (name: string, change: object = {}) => ({
  type: 'STORE' as const,
  subjectCode: 'MADE',
  newVials: [{ name, description: '' }],
  vials: [],
  ...change,
})

test('made, tagged and queued without network: central numbers it, and everything done on it is there', async () => {
  const { bench, network, again } = await laboratory()
  const here = roomsOf(bench, 'staff')
  network.isCut = true
  const made = must(here.make(store('KEPT-1')))
  expect(isUnnumbered(made.id)).toBe(true)
  expect(here.procedures.worklist(false).toTag.map(({ procedure }) => procedure.id)).toContain(made.id)
  const [vial] = made.vials
  const cane = newCane()
  must(here.places.add(cane, here.actor))
  const tag = freshTag()
  const session = here.record(made.id)
  session.open()
  session.accept(reader, { containerId: vial?.containerId ?? containerId(0), tag, place: { ...cane, position: 1 } })
  expect(here.procedures.unsent.tag(tag)).toMatchObject({ containerName: 'KEPT-1' })
  // It dies in the middle; nobody has stopped anything.
  here.procedures.stop()
  here.desk.stop()
  await bench.end()
  network.isCut = false
  const next = await again()
  const there = roomsOf(next, 'staff')
  await until('it has its number', () => next.store.mirror.procedure(made.id) !== null)
  await until('all is sent', () => next.store.outbox.summary().waiting === 0)
  await until('all is shown', () => next.store.outbox.unsettled(made.id).length === 0)
  const found = there.procedures.foreseen(made.id)
  expect(found?.procedure).toMatchObject({ status: 'PENDING', vials: [{ name: 'KEPT-1', tag }] })
  expect(isUnnumbered(found?.procedure.id ?? -1)).toBe(false)
  expect(next.store.outbox.summary().refused).toBe(0)
  // The session goes on where it was, under the new number, and its last step can be taken back.
  expect(next.store.tagging.open()).toBe(made.id)
  const resumed = there.record(made.id)
  expect(resumed.session().bound.map((bound) => bound.containerId)).toEqual([found?.procedure.vials[0]?.containerId])
  const [bound] = resumed.session().bound
  if (bound) resumed.undo(bound)
  const other = freshTag()
  resumed.accept(reader, {
    ...assigned(found?.procedure.vials[0]?.containerId),
    tag: other,
    place: { ...cane, position: 1 },
  })
  resumed.finish()
  await until('queued at central', () => next.store.mirror.procedure(made.id)?.status === 'CREATED')
  expect(next.store.mirror.procedure(made.id)?.vials).toMatchObject([{ tag: other }])
  expect(there.procedures.worklist(false).queued.map(({ procedure }) => procedure.id)).toContain(found?.procedure.id)
})

const assigned = (id: ContainerId | undefined) => ({ containerId: id ?? containerId(0) })

test('a session that is open while central numbers it goes on', async () => {
  const { bench, network } = await laboratory()
  const here = roomsOf(bench, 'staff')
  network.isCut = true
  const made = must(
    here.make({ ...store('OPEN-1'), newVials: ['OPEN-1', 'OPEN-2'].map((name) => ({ name, description: '' })) }),
  )
  const cane = newCane()
  must(here.places.add(cane, here.actor))
  const session = here.record(made.id)
  session.open()
  const [first, second] = made.vials.map((vial) => vial.containerId)
  session.accept(reader, { ...assigned(first), tag: freshTag(), place: { ...cane, position: 1 } })
  network.isCut = false
  bench.sync.syncNow()
  await until('it has its number', () => bench.store.mirror.procedure(made.id) !== null)
  session.forget()
  // The window has shown the vial by the number of before.
  session.accept(reader, { ...assigned(second), tag: freshTag(), place: { ...cane, position: 2 } })
  expect(isUnnumbered(session.id)).toBe(false)
  session.finish()
  await until('queued at central', () => bench.store.mirror.procedure(made.id)?.status === 'CREATED')
  expect(bench.store.outbox.summary().refused).toBe(0)
})

test('a retrieval of a supervisor is queued here at once, one of staff waits; a vial is in one procedure at a time', async () => {
  const { bench, network } = await laboratory()
  const supervisor = roomsOf(bench, 'supervisor')
  network.isCut = true
  const open = new Set(
    bench.store.mirror.openProcedures().flatMap(({ vials }) => vials.map((vial) => vial.containerId)),
  )
  const rows = bench.store.mirror
    .inventory({ text: '', offset: 0, limit: 200 })
    .rows.filter((row) => row.storedAt !== null && row.verify === null && !open.has(row.id))
  const [one, ...others] = rows
  const two = others.find((row) => row.subjectCode !== one?.subjectCode)
  if (!one || !two) throw new Error('Nothing stored')
  const retrieve = (row: typeof one, name = row.name) => ({
    type: 'RETRIEVAL' as const,
    subjectCode: row.subjectCode,
    newVials: [],
    vials: [{ containerId: row.id, name }],
  })
  expect(supervisor.make(retrieve(one, 'ANOTHER'))).toMatchObject({ ok: false, problem: { kind: 'notAsShown' } })
  expect(must(supervisor.make(retrieve(one)))).toMatchObject({
    status: 'CREATED',
    vials: [{ tag: one.tag, place: one.place }],
  })
  expect(supervisor.make(retrieve(one))).toMatchObject({
    ok: false,
    problem: { kind: 'vialsNotFree', why: 'held', names: [one.name] },
  })
  const staff = roomsOf(bench, 'staff')
  const waiting = must(staff.make(retrieve(two)))
  expect(waiting.status).toBe('PENDING')
  network.isCut = false
  bench.sync.syncNow()
  await until('both have their numbers', () => bench.store.outbox.summary().waiting === 0)
  await until('shown', () => bench.store.mirror.procedure(waiting.id)?.status === 'PENDING')
})

test('what central can not make waits at the conflict desk with all that was done on it, and is made once the reason is gone', async () => {
  const { bench, network } = await laboratory()
  const here = roomsOf(bench, 'staff')
  network.isCut = true
  const made = must(here.make(store('LATER-1', { subjectCode: 'LATER' })))
  const cane = newCane()
  must(here.places.add(cane, here.actor))
  const session = here.record(made.id)
  session.open()
  const tag = freshTag()
  session.accept(reader, { ...assigned(made.vials[0]?.containerId), tag, place: { ...cane, position: 1 } })
  network.isCut = false
  bench.sync.syncNow()
  await until('refused', () => here.desk.openCount() === 1)
  const [conflict] = here.desk.snapshot().open
  expect(conflict).toMatchObject({
    kind: 'cannotBeMade',
    bench: { kind: 'procedure.create', subjectCode: 'LATER', behind: [{ kind: 'tag.assign', tag }] },
    central: { problem: { kind: 'unknownSubject', subjectCode: 'LATER' } },
  })
  expect(conflict?.choices.map(({ choice }) => choice)).toEqual(['keepCentral', 'doAgain'])
  const client = await central.client()
  await client.post('/subjects', {
    facilityId: 1,
    code: 'LATER',
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
  must(here.desk.resolve({ conflictId: intentId(conflict?.id ?? ''), choice: 'doAgain', reason: null }))
  bench.sync.syncNow()
  await until('made and tagged', () => bench.store.mirror.procedure(made.id)?.vials[0]?.tag === tag)
  expect(here.desk.openCount()).toBe(0)
})

test('a vial goes the full circle with its tag: stored, retrieved, made into a STORE again, and stored', async () => {
  const { bench } = await laboratory()
  await finishOpenWork(central)
  const device = deviceOf(central)
  const { mirror } = bench.store
  const supervisor = roomsOf(bench, 'supervisor')
  const cane = newCane()
  must(supervisor.places.add(cane, supervisor.actor))
  const carryOut = async (id: number, vial: number) => {
    await device.post(`/procedures/${id}/start`)
    await device.post(`/procedures/${id}/outcomes`, { containerId: vial, outcome: 'done' })
    expect((await device.post(`/procedures/${id}/complete`)).status).toBe(200)
    await until('the bench knows it', () => mirror.procedure(procedureId(id))?.status === 'COMPLETED')
  }
  const queued = async (made: { readonly id: Parameters<typeof mirror.procedure>[0] }) => {
    bench.sync.syncNow()
    await until('queued at central', () => mirror.procedure(made.id)?.status === 'CREATED')
    const procedure = mirror.procedure(made.id)
    if (procedure === null) throw new Error('gone')
    return procedure
  }
  const tag = freshTag()
  const tagged = async (made: { readonly id: Parameters<typeof mirror.procedure>[0] }, position: number) => {
    const session = supervisor.record(made.id)
    session.open()
    session.accept(reader, {
      ...assigned(session.procedure().vials[0]?.containerId),
      tag,
      place: { ...cane, position },
    })
    session.finish()
    return queued(made)
  }
  const first = await tagged(must(supervisor.make(store('CIRCLE-1'))), 1)
  const id = first.vials[0]?.containerId ?? containerId(0)
  await carryOut(first.id, id)
  await until('in storage', () => mirror.container(id)?.storedAt != null)
  const named = { subjectCode: 'MADE', newVials: [], vials: [{ containerId: id, name: 'CIRCLE-1' }] }
  const out = await queued(must(supervisor.make({ type: 'RETRIEVAL', ...named })))
  await carryOut(out.id, id)
  await until('out of storage', () => mirror.container(id)?.storedAt === null)
  expect(mirror.container(id)?.tag).toBe(tag)
  const back = must(supervisor.make({ type: 'STORE', ...named }))
  // Its own tag, glued on as it is: only its place is asked for.
  expect(back.vials).toMatchObject([{ containerId: id, tag, returning: true, place: null }])
  const again = await tagged(back, 2)
  expect(again.vials).toMatchObject([{ containerId: id, tag, returning: true, place: { position: 2 } }])
  await carryOut(again.id, id)
  await until('in storage again', () => mirror.container(id)?.storedAt != null)
  expect(mirror.container(id)).toMatchObject({ tag, name: 'CIRCLE-1', place: { position: 2 } })
})

test.each(['staff', 'supervisor'] as const)(
  'a tag is taken off at a second bench by %s while it is PENDING, and is free',
  async (role) => {
    const [one, two] = [await laboratory(), await laboratory()]
    const [here, there] = [roomsOf(one.bench, 'staff'), roomsOf(two.bench, role)]
    const made = must(here.make(store(`SECOND-${role}`)))
    const cane = newCane()
    must(here.places.add(cane, here.actor))
    const session = here.record(made.id)
    session.open()
    const tag = freshTag()
    session.accept(reader, { ...assigned(made.vials[0]?.containerId), tag, place: { ...cane, position: 1 } })
    session.add({ kind: 'stopped' })
    one.bench.sync.syncNow()
    await until('the first has its number', () => one.bench.store.mirror.procedure(made.id)?.vials[0]?.tag === tag)
    const id = one.bench.store.mirror.procedure(made.id)?.id ?? made.id
    await until('the second knows it', () => two.bench.store.mirror.procedure(id)?.vials[0]?.tag === tag)
    const vial = two.bench.store.mirror.procedure(id)?.vials[0]?.containerId ?? containerId(0)
    must(there.decisions.releaseTag(id, vial, 'Wrong vial'))
    expect(there.procedures.unsent.tag(tag)).toBe('freed')
    await until('the first knows it', () => one.bench.store.mirror.procedure(id)?.vials[0]?.tag === null)
    await until('it is free', () => one.bench.store.mirror.knownTag(tag) === null)
    session.forget()
    // What the first had put on is not there any more: nothing is left for it to undo, and the vial is asked for again.
    expect(session.session().bound).toEqual([])
    session.accept(reader, { ...assigned(vial), tag, place: { ...cane, position: 1 } })
    session.finish()
    one.bench.sync.syncNow()
    await until('queued', () => two.bench.store.mirror.procedure(id)?.status === 'CREATED')
    expect(two.bench.store.mirror.procedure(id)?.vials).toMatchObject([{ tag }])
  },
)
