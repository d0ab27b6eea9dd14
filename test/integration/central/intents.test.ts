import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decideIntent } from '../../../src/central/acts/batch'
import { receivedIntents } from '../../../src/central/acts/received'
import { benchByToken } from '../../../src/central/domain/benches/enrolment'
import { setPerson } from '../../../src/central/domain/people/set-person'
import { changesReply, type IntentAnswer, intentsReply } from '../../../src/shared/api/bench'
import { errorReply, procedureReply } from '../../../src/shared/api/external'
import { personId } from '../../../src/shared/model/ids'
import { genesisHash } from '../../../src/trust'
import { enrolBench, freshTag, staff, supervisor, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { actorAt } from '../../support/signed-chain'

const otherHistory = z.object({ error: z.object({ code: z.string(), epoch: z.string(), head: z.int() }) })

let central: TestCentral
let client: TestClient
let bench: TestBench
let nextPosition = 0

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  await client.post('/subjects', {
    facilityId: 1,
    code: 'INT',
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
})
afterAll(() => central.stop())
beforeEach(async () => {
  bench = await enrolBench(central)
})

/** A PENDING STORE of two vials; its id and theirs. */
async function store() {
  const sampleContainers = [{ name: 'A' }, { name: 'B' }]
  const made = await client.post('/procedures', { type: 'STORE', facilityId: 1, subjectCode: 'INT', sampleContainers })
  const procedure = made.as(procedureReply)
  const [first, second] = procedure.sampleContainers ?? []
  return { id: procedure.id, first: first?.id ?? 0, second: second?.id ?? 0 }
}

async function retrieval() {
  const db = central.sample.central.store.db
  const vial = await db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['c.id', 's.code'])
    .where('c.facility_id', '=', 1)
    .where('c.stored_at', 'is not', null)
    .where('c.held_by', 'is', null)
    .limit(1)
    .executeTakeFirstOrThrow()
  const body = { type: 'RETRIEVAL', facilityId: 1, subjectCode: vial.code, sampleContainerIds: [vial.id] }
  return (await client.post('/procedures', body)).as(procedureReply).id
}

/** A free place of a cane that is made for this test's vials. */
async function freePlace() {
  nextPosition++
  const cane = { storageId: 2, canister: `C${(nextPosition % 6) + 1}`, cane: `F${nextPosition}` }
  expect((await bench.send({ kind: 'cane.add', ...cane })).result).toBe('accepted')
  return { ...cane, position: 1 }
}

/** A place that the sample leaves free. */
const place = (position: number, cane = 'K05') => ({ storageId: 3, canister: 'C6', cane, position })

const statusOf = async (id: number) => (await client.get(`/procedures/${id}`)).as(procedureReply).status

describe('tagging', () => {
  test('two vials and preparing them makes the procedure CREATED', async () => {
    const { id, first, second } = await store()
    const at = await freePlace()
    const versions = []
    versions.push((await bench.assign(id, first, { place: at })).version)
    versions.push((await bench.assign(id, second, { place: { ...at, position: 2 } })).version)
    versions.push((await bench.send({ kind: 'procedure.prepare', procedureId: id })).version)
    expect(versions).toEqual([2, 3, 4])
    expect(await statusOf(id)).toBe('CREATED')
  })

  test('preparing too early is a conflict that names the vials, with the version that central has', async () => {
    const { id, first, second } = await store()
    const answer = await bench.send({ kind: 'procedure.prepare', procedureId: id })
    expect(answer).toMatchObject({
      result: 'conflict',
      problem: { kind: 'vialsUntagged', containerIds: [first, second] },
      version: 1,
    })
  })

  test('a tag used anywhere in the organization says with which vial, subject and when', async () => {
    const tag = freshTag()
    const one = await store()
    await bench.assign(one.id, one.first, { tag, place: place(1) })
    const other = await store()
    const answer = await bench.assign(other.id, other.first, { tag, place: place(2) })
    expect(answer).toMatchObject({
      result: 'conflict',
      problem: { kind: 'tagUsed', tag, containerId: one.first, containerName: 'A', subjectCode: 'INT', facilityId: 1 },
    })
    // The bench's clock stands in 2024: no tag is assigned before its procedure was made.
    const { created_at: createdAt } = await central.sample.central.store.db
      .selectFrom('procedures')
      .select('created_at')
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow()
    expect(answer.problem?.since).toBe(createdAt)
    const harbour = await enrolBench(central, 2)
    const actor = actorAt(harbour.benchId, { id: 'person-2-1', name: 'Jonas' })
    expect(await harbour.send({ kind: 'procedure.prepare', procedureId: one.id }, actor)).toMatchObject({
      result: 'rejected',
      problem: { kind: 'unknownProcedure' },
    })
  })

  test('a released tag is free again, a tag of a queued procedure stays with its vial', async () => {
    const tag = freshTag()
    const { id, first, second } = await store()
    await bench.assign(id, first, { tag, place: place(3) })
    await bench.send({ kind: 'tag.release', procedureId: id, containerId: first, tag, reason: 'Wrong vial' })
    expect((await bench.assign(id, second, { tag, place: place(3) })).result).toBe('accepted')
    await bench.assign(id, first, { place: place(4) })
    await bench.send({ kind: 'procedure.prepare', procedureId: id })
    const late = await bench.send({
      kind: 'tag.release',
      procedureId: id,
      containerId: second,
      tag,
      reason: 'Too late',
    })
    expect(late).toMatchObject({ result: 'conflict', problem: { kind: 'wrongStatus', status: 'CREATED' } })
  })

  test('a place takes one vial, planned or stored; a place that is none takes no vial', async () => {
    const one = await store()
    const other = await store()
    await bench.assign(one.id, one.first, { place: place(1, 'K06') })
    const taken = await bench.assign(other.id, other.first, { place: place(1, 'K06') })
    expect(taken).toMatchObject({ result: 'conflict', problem: { kind: 'placeTaken', place: place(1, 'K06') } })
    for (const none of [
      place(99),
      { ...place(1), cane: 'none' },
      { ...place(1), storageId: 4 },
      { ...place(1), storageId: 2 ** 40 },
    ]) {
      const answer = await bench.assign(other.id, other.first, { place: none })
      expect(answer).toMatchObject({ result: 'rejected', problem: { kind: 'unknownPlace' } })
    }
    const cancelled = { kind: 'procedure.cancel', procedureId: one.id, reason: 'Not needed' } as const
    expect((await bench.send(cancelled, actorAt(bench.benchId, supervisor))).result).toBe('accepted')
    expect((await bench.assign(other.id, other.first, { place: place(1, 'K06') })).result).toBe('accepted')
  })
})

describe('canes', () => {
  test('are added once, as long as the canister has room', async () => {
    const cane = { kind: 'cane.add', storageId: 1, canister: 'C2', cane: 'New' } as const
    expect(await bench.send(cane)).toMatchObject({ result: 'accepted', version: null })
    expect(await bench.send(cane)).toMatchObject({ result: 'accepted' })
    for (const name of ['N2', 'N3', 'N4']) await bench.send({ ...cane, cane: name })
    expect(await bench.send({ ...cane, cane: 'N5' })).toMatchObject({
      result: 'conflict',
      problem: { kind: 'canisterFull', canister: 'C2', caneLimit: 14 },
    })
    expect(await bench.send({ ...cane, storageId: 4 })).toMatchObject({ problem: { kind: 'unknownCanister' } })
  })

  test('are refused where the tank of that number is called otherwise than the person saw it', async () => {
    const { db } = central.sample.central.store
    const cane = { kind: 'cane.add', storageId: 1, canister: 'C5', cane: 'Seen' } as const
    const { name } = await db.selectFrom('tanks').select('name').where('id', '=', 1).executeTakeFirstOrThrow()
    expect(await bench.send({ ...cane, tankName: 'Before' })).toMatchObject({
      result: 'conflict',
      problem: { kind: 'notWhatWasSeen', seen: { tankName: 'Before' }, central: { tankName: name } },
    })
    const made = await db.selectFrom('canes').select('cane').where('cane', '=', 'Seen').execute()
    expect(made).toEqual([])
    expect(await bench.send({ ...cane, tankName: name })).toMatchObject({ result: 'accepted' })
  })
})

describe('who may', () => {
  test('accepting and cancelling need a supervisor of the facility', async () => {
    const id = await retrieval()
    const accept = { kind: 'procedure.accept', procedureId: id } as const
    const cancel = { kind: 'procedure.cancel', procedureId: id, reason: 'No' } as const
    const nobody = actorAt(bench.benchId, { id: 'nobody', name: 'Nobody' })
    const elsewhere = actorAt(bench.benchId, { id: 'person-2-2', name: 'Sofia' })
    const otherBench = actorAt('other', supervisor)
    for (const actor of [{}, nobody, elsewhere, otherBench]) {
      expect(await bench.send(accept, actor)).toMatchObject({ result: 'conflict', problem: { kind: 'notEntitled' } })
      expect(await bench.send(cancel, actor)).toMatchObject({ result: 'conflict', problem: { kind: 'notEntitled' } })
    }
    expect(await statusOf(id)).toBe('PENDING')
    expect((await bench.send(accept, actorAt(bench.benchId, supervisor))).result).toBe('accepted')
    expect(await statusOf(id)).toBe('CREATED')
  })

  test('what counts is central’s list when the intent comes, not what a bench knew of it or says', async () => {
    const id = await retrieval()
    const accept = { kind: 'procedure.accept', procedureId: id } as const
    const whileEntitled = bench.sign(accept, actorAt(bench.benchId, supervisor))
    const person = { facilityId: 1, id: personId(supervisor.id), name: supervisor.name }
    await setPerson(central.sample.central, { ...person, role: 'staff' })
    try {
      const [late] = (await bench.post([whileEntitled])).as(intentsReply).answers
      expect(late).toMatchObject({ result: 'conflict', problem: { kind: 'notEntitled', role: 'staff' } })
      const { actor } = actorAt(bench.benchId, supervisor)
      const lies = [
        { ...actor, role: 'supervisor' },
        { ...actor, personId: staff.id },
        { ...actor, kind: 'device' },
      ]
      for (const lie of lies) {
        expect((await bench.send(accept, { actor: lie })).result).not.toBe('accepted')
      }
      expect(await statusOf(id)).toBe('PENDING')
    } finally {
      await setPerson(central.sample.central, { ...person, role: 'supervisor' })
    }
    const [again] = (await bench.post([whileEntitled])).as(intentsReply).answers
    expect(again).toMatchObject({ result: 'duplicate', first: 'conflict' })
    expect(await statusOf(id)).toBe('PENDING')
  })
})

describe('remembered answers', () => {
  test('a repeat gets the first answer and has no second effect', async () => {
    const { id, first } = await store()
    const intent = bench.sign({
      kind: 'tag.release',
      procedureId: id,
      containerId: first,
      tag: freshTag(),
      reason: 'x',
    })
    const [once] = (await bench.post([intent])).as(intentsReply).answers
    const [again] = (await bench.post([intent])).as(intentsReply).answers
    expect(once).toMatchObject({ result: 'conflict', problem: { kind: 'otherTag' } })
    expect(again).toEqual({ ...once, result: 'duplicate', first: 'conflict' })
    const both = bench.sign({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'Once' })
    const { answers } = (await bench.post([both, both])).as(intentsReply)
    expect(answers.map((answer) => answer.result)).toEqual(['accepted', 'duplicate'])
  })

  test('the same id with another body refuses the batch, and nothing of it is done', async () => {
    const { id } = await store()
    const first = bench.sign({ kind: 'procedure.prepare', procedureId: id })
    await bench.post([first])
    const added = bench.sign({ kind: 'cane.add', storageId: 1, canister: 'C3', cane: 'Never' })
    const changed = bench.sign({ kind: 'procedure.prepare', procedureId: id + 1 }, { intentId: first.intentId })
    const reply = await bench.post([added, changed])
    expect(reply.status).toBe(422)
    expect(reply.as(errorReply).error.code).toBe('INTENT_REUSED')
    const canes = await central.sample.central.store.db
      .selectFrom('canes')
      .select('cane')
      .where('cane', '=', 'Never')
      .execute()
    expect(canes).toEqual([])
    const forged = { ...first, body: { kind: 'procedure.prepare', procedureId: id + 1 } }
    expect((await bench.post([forged])).status).toBe(422)
  })
})

describe('the chain', () => {
  const cane = (name: string) => ({ kind: 'cane.add', storageId: 1, canister: 'C4', cane: name })
  const answerTo = async (intent: object) => (await bench.post([intent])).as(intentsReply).answers[0]

  test('a changed body, a wrong hash, another’s signature or bench: rejected, and not remembered', async () => {
    const intent = bench.sign(cane('X1'))
    expect(await answerTo({ ...intent, body: cane('X2') })).toMatchObject({ problem: { kind: 'wrongHash' } })
    expect(await answerTo({ ...intent, hash: genesisHash })).toMatchObject({ problem: { kind: 'wrongHash' } })
    const other = await enrolBench(central)
    const { signature } = other.sign(cane('X1'))
    expect(await answerTo({ ...intent, signature })).toMatchObject({ problem: { kind: 'wrongSignature' } })
    expect(await answerTo(other.sign(cane('X1')))).toMatchObject({ problem: { kind: 'otherBench' } })
    expect(await answerTo(intent)).toMatchObject({ result: 'accepted' })
  })

  test('numbers may come out of order, but each fits its neighbours and comes once', async () => {
    const one = bench.sign(cane('O1'))
    const two = bench.sign(cane('O2'))
    const three = bench.sign(cane('O3'))
    expect(await answerTo(three)).toMatchObject({ result: 'accepted' })
    expect(await answerTo(one)).toMatchObject({ result: 'accepted' })
    const stray = bench.sign(cane('O4'), { benchSeq: 2, prevHash: genesisHash })
    expect(await answerTo(stray)).toMatchObject({ problem: { kind: 'chainBroken', benchSeq: 2 } })
    expect(await answerTo(two)).toMatchObject({ result: 'accepted' })
    const again = bench.sign(cane('O5'), { benchSeq: 2, prevHash: one.hash })
    expect(await answerTo(again)).toMatchObject({ problem: { kind: 'sequenceUsed', benchSeq: 2 } })
  })

  test('a number beyond the last that central can keep is no envelope, and nobody’s fault but its own', async () => {
    const cane = { kind: 'cane.add', storageId: 2, canister: 'C1', cane: 'LAST' }
    for (const benchSeq of [2_147_483_646, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_991]) {
      const other = await enrolBench(central)
      const reply = await other.post([other.sign(cane, { benchSeq })])
      expect(reply.status).toBe(200)
      const [answer] = reply.as(intentsReply).answers
      if (benchSeq === 2_147_483_646) expect(answer?.result).toBe('accepted')
      else expect(answer).toMatchObject({ result: 'rejected', problem: { kind: 'malformed', intent: null } })
    }
  })

  test('a second body under one id that slips past the look at the batch is not taken for the first', async () => {
    const known = await benchByToken(central.sample.central.store.db, bench.token)
    const intentId = v7()
    const intents = ['R1', 'R2'].map((name) => bench.sign({ ...cane(name), canister: 'C5' }, { intentId }))
    const answers: IntentAnswer[] = []
    for (const intent of receivedIntents({ intents }) ?? []) {
      if (known) answers.push(await decideIntent(central.sample.central, known, intent))
    }
    expect(answers).toMatchObject([{ result: 'accepted' }, { result: 'rejected', problem: { kind: 'idUsed' } }])
  })

  test('a poisoned intent spoils itself only', async () => {
    const good = bench.sign({ ...cane('P1'), canister: 'C3' })
    const unknown = bench.sign({ kind: 'tank.paint', colour: 'red' })
    const strange = { intentId: v7(), benchSeq: 'x' }
    const deep = { ...bench.sign(cane('P2')), body: { kind: 'x\ud800' } }
    const { answers } = (await bench.post([strange, good, unknown, deep])).as(intentsReply)
    expect(answers.map((answer) => answer.problem?.kind ?? answer.result)).toEqual([
      'malformed',
      'accepted',
      'malformed',
      'malformed',
    ])
  })

  test('of a bench that has followed another history: 409, and nothing is decided', async () => {
    const { epoch, head } = (await bench.get('/changes?after=x:0')).as(otherHistory).error
    const intents = [bench.sign({ ...cane('H1'), canister: 'C3' })]
    const { digest } = (await bench.get(`/changes?after=${epoch}:${head - 1}`)).as(changesReply).rows[0] ?? {}
    const others = [`another:${head}`, `${epoch}:${head + 1}`, `${epoch}:${head}:0123456789abcdef`]
    for (const known of others) {
      const reply = await bench.call('POST', '/intents', { known, intents })
      expect(reply.status).toBe(409)
      expect(reply.as(otherHistory).error).toEqual({ code: 'EPOCH_CHANGED', epoch, head })
    }
    for (const known of ['', epoch, 7, null, `${epoch}:${head}:`, `${epoch}:${head}:xyz`]) {
      expect((await bench.call('POST', '/intents', { known, intents })).status).toBe(400)
    }
    expect((await bench.get(`/changes?after=${epoch}:${head}`)).as(changesReply).head).toBe(head)
    const reply = await bench.call('POST', '/intents', { known: `${epoch}:${head}:${digest}`, intents })
    const { answers, ...end } = reply.as(intentsReply)
    expect(answers).toMatchObject([{ result: 'accepted' }])
    const [row] = (await bench.get(`/changes?after=${epoch}:${head}`)).as(changesReply).rows
    expect(end).toMatchObject({ head: head + 1, digest: row?.digest })
  })

  test('no batch: 400', async () => {
    for (const body of [null, {}, { intents: [] }, { intents: [1] }, { intents: Array(101).fill({ intentId: 'x' }) }]) {
      const reply = await bench.call('POST', '/intents', body)
      expect(reply.status).toBe(400)
      reply.as(errorReply)
    }
  })
})

describe('times', () => {
  test('a bench whose clock runs ahead dates nothing into the future', async () => {
    const { id, first } = await store()
    const source = { model: 'test', serial: null, simulated: true }
    const at = await freePlace()
    const body = {
      kind: 'tag.assign',
      procedureId: id,
      containerId: first,
      tag: freshTag(),
      place: at,
      source,
    } as const
    await bench.send(body, { occurredAt: '2999-01-01T00:00:00.000Z' })
    const row = await central.sample.central.store.db
      .selectFrom('tags')
      .select('since')
      .where('container_id', '=', first)
      .executeTakeFirstOrThrow()
    expect(row.since < '2999').toBe(true)
  })
})
