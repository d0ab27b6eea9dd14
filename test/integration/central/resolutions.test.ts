// What people at benches decide about conflicts, as central checks and keeps it.
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActInput } from '../../../src/shared/acts/wire'
import { type IntentAnswer, intentsReply } from '../../../src/shared/api/bench'
import { procedureReply } from '../../../src/shared/api/external'
import { enrolBench, freshTag, supervisor, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { actorAt } from '../../support/signed-chain'

type Resolve = Extract<ActInput, { kind: 'conflict.resolve' }>

let central: TestCentral
let client: TestClient
let bench: TestBench
let canes = 0
const source = { model: 'sw-uhf', serial: null, simulated: false }

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  const person = { firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  await client.post('/subjects', { facilityId: 1, code: 'RES', ...person })
})
afterAll(() => central.stop())
beforeEach(async () => {
  bench = await enrolBench(central)
})

async function store(names: readonly string[] = ['A']) {
  const sampleContainers = names.map((name) => ({ name }))
  const made = await client.post('/procedures', { type: 'STORE', facilityId: 1, subjectCode: 'RES', sampleContainers })
  const { id, sampleContainers: vials = [] } = made.as(procedureReply)
  return { id, vials: vials.map((vial) => vial.id) }
}

async function freePlace(position = 1) {
  canes++
  const cane = { storageId: 2, canister: `C${(canes % 6) + 1}`, cane: `R${canes}` }
  await bench.send({ kind: 'cane.add', ...cane })
  return { ...cane, position }
}

const all = async (intents: readonly object[]): Promise<readonly IntentAnswer[]> =>
  (await bench.post(intents)).as(intentsReply).answers

/** A vial that another bench has tagged, and this bench's refused tag for it. */
async function refusedTag() {
  const { id, vials } = await store()
  const [vial = 0] = vials
  const other = await enrolBench(central)
  const theirs = freshTag()
  await other.assign(id, vial, { tag: theirs, place: await freePlace() })
  const refused = await bench.assign(id, vial, { place: await freePlace() })
  expect(refused).toMatchObject({
    result: 'conflict',
    problem: { kind: 'alreadyTagged', tag: theirs, by: { benchName: 'Test bench', actor: { name: 'Mara Lindner' } } },
  })
  return { id, vial, other, refused: refused.intentId }
}

const resolve = (procedureId: number, covers: readonly string[], change: Partial<Resolve> = {}): Resolve => ({
  kind: 'conflict.resolve',
  conflictId: covers[0] ?? '01890000-0000-7000-8000-000000000000',
  conflictKind: 'taggedOtherwise',
  about: { kind: 'procedure', procedureId },
  covers: [...covers],
  withdrawn: [],
  choice: 'keepCentral',
  reason: null,
  ...change,
})

const kept = (refused: string) =>
  central.sample.central.store.db
    .selectFrom('resolved_intents as i')
    .innerJoin('resolutions as r', 'r.intent_id', 'i.resolution_id')
    .select(['r.choice', 'r.conflict_kind', 'r.aggregate', 'r.reason', 'r.bench_id'])
    .where('i.intent_id', '=', refused)
    .execute()

describe('a resolution', () => {
  test('is kept with what it covers, changes nothing, and is answered the same when it comes again', async () => {
    const { id, refused } = await refusedTag()
    const signed = bench.sign(resolve(id, [refused]))
    const [answer] = await all([signed])
    expect(answer).toMatchObject({ result: 'accepted', version: 2 })
    expect(await kept(refused)).toEqual([
      {
        choice: 'keepCentral',
        conflict_kind: 'taggedOtherwise',
        aggregate: `procedure:${id}`,
        reason: null,
        bench_id: bench.benchId,
      },
    ])
    expect((await all([signed]))[0]).toMatchObject({ result: 'duplicate', first: 'accepted', version: 2 })
    expect(await kept(refused)).toHaveLength(1)
  })

  test('of what was accepted is none', async () => {
    const { id, vials } = await store()
    const [vial = 0] = vials
    const accepted = await bench.assign(id, vial, { place: await freePlace() })
    const never = '01890000-0000-7000-8000-00000000abcd'
    for (const covers of [[accepted.intentId], [never, accepted.intentId]]) {
      expect(await bench.send(resolve(id, covers))).toMatchObject({
        result: 'conflict',
        problem: { kind: 'notRefused', intentIds: [accepted.intentId] },
      })
    }
    const withdrawn = resolve(id, [], { withdrawn: [accepted.intentId] })
    expect(await bench.send(withdrawn)).toMatchObject({ problem: { kind: 'notRefused' } })
    expect(await bench.send(resolve(id, [], { withdrawn: [never] }))).toMatchObject({ result: 'accepted' })
    expect(await bench.send(resolve(id, []))).toMatchObject({ problem: { kind: 'malformed' } })
  })

  test('of what a restored central has never seen withdraws it: it is refused if it comes after all', async () => {
    const { id, vials } = await store()
    const [vial = 0] = vials
    const tag = { kind: 'tag.assign', procedureId: id, containerId: vial, tag: freshTag(), source }
    const lost = bench.sign({ ...tag, place: await freePlace() })
    // As the bench sent it before: it covers what central had refused, and this central can not know.
    const another = await enrolBench(central)
    const resolution = resolve(id, [lost.intentId])
    expect(await another.send(resolution)).toMatchObject({ result: 'accepted', version: 1 })
    expect(await kept(lost.intentId)).toEqual([])
    expect(await another.send({ ...resolution, choice: 'tagAgain' })).toMatchObject({
      problem: { kind: 'alreadyResolved', intentIds: [lost.intentId], choice: 'keepCentral' },
    })
    expect((await all([lost]))[0]).toMatchObject({
      result: 'rejected',
      problem: { kind: 'alreadyResolved', intentIds: [lost.intentId], name: 'Mara Lindner' },
    })
    // Two names for one intent are one.
    const both = resolve(id, [v7()], { conflictId: lost.intentId })
    const twice = { ...both, withdrawn: [...both.covers] }
    expect(await another.send(twice)).toMatchObject({ result: 'accepted' })
  })

  test('of what a restored central has never seen needs a supervisor where it replaces a tag', async () => {
    const { id } = await store()
    const ours = resolve(id, [v7()], { choice: 'useOurTag', reason: 'ours is on it' })
    expect(await bench.send(ours)).toMatchObject({ problem: { kind: 'notEntitled', role: 'staff' } })
    expect(await bench.send(ours, actorAt(bench.benchId, supervisor))).toMatchObject({ result: 'accepted' })
  })

  test('of another facility’s refusal, or about another procedure, is none', async () => {
    const { id, refused } = await refusedTag()
    const harbour = await enrolBench(central, 2)
    const person = actorAt(harbour.benchId, { id: 'person-2-1', name: 'Jonas Brandt' })
    expect(await harbour.send(resolve(id, [refused]), person)).toMatchObject({ problem: { kind: 'notRefused' } })
    const other = await store()
    expect(await bench.send(resolve(other.id, [refused]))).toMatchObject({ problem: { kind: 'malformed' } })
    expect(await kept(refused)).toEqual([])
  })

  test('by a second machine with a copy of the disk: the same choice is taken, another is refused', async () => {
    const { id, refused } = await refusedTag()
    expect((await bench.send(resolve(id, [refused]))).result).toBe('accepted')
    const copy = await enrolBench(central)
    expect((await copy.send(resolve(id, [refused]))).result).toBe('accepted')
    expect(await copy.send(resolve(id, [refused], { choice: 'tagAgain' }))).toMatchObject({
      result: 'rejected',
      problem: { kind: 'alreadyResolved', intentIds: [refused], choice: 'keepCentral', name: 'Mara Lindner' },
    })
    expect(await kept(refused)).toHaveLength(1)
  })

  test('remembers what it withdraws: it is refused when it comes after all, and another choice about it is too', async () => {
    const { id, vials } = await store()
    const [vial = 0] = vials
    const place = await freePlace()
    const parked = bench.sign({
      kind: 'tag.assign',
      procedureId: id,
      containerId: vial,
      tag: freshTag(),
      place,
      source,
    })
    const withdrawal = resolve(id, [], { conflictId: parked.intentId, withdrawn: [parked.intentId] })
    const other = await enrolBench(central)
    expect(await other.send(withdrawal)).toMatchObject({ result: 'accepted' })
    expect(await other.send(withdrawal)).toMatchObject({ result: 'accepted' })
    expect(await other.send({ ...withdrawal, choice: 'tagAgain' })).toMatchObject({
      problem: { kind: 'alreadyResolved', intentIds: [parked.intentId], choice: 'keepCentral' },
    })
    expect((await all([parked]))[0]).toMatchObject({
      result: 'rejected',
      problem: { kind: 'alreadyResolved', intentIds: [parked.intentId], name: 'Mara Lindner' },
    })
    expect((await all([parked]))[0]).toMatchObject({ result: 'duplicate', first: 'rejected' })
  })

  test('that replaces central’s tag needs a supervisor and a reason', async () => {
    const { id, refused } = await refusedTag()
    const ours = resolve(id, [refused], { choice: 'useOurTag', reason: 'ours is on it' })
    const by = actorAt(bench.benchId, supervisor)
    expect(await bench.send(ours)).toMatchObject({ problem: { kind: 'notEntitled', role: 'staff' } })
    expect(await bench.send({ ...ours, reason: null }, by)).toMatchObject({ problem: { kind: 'reasonMissing' } })
    expect((await bench.send(ours, by)).result).toBe('accepted')
  })

  test('of what a supervisor had decided needs a supervisor', async () => {
    const { id } = await store()
    const by = actorAt(bench.benchId, supervisor)
    const cancel = { kind: 'procedure.cancel', procedureId: id, reason: 'No' } as const
    await bench.send(cancel, by)
    const late = await bench.send(cancel, by)
    expect(await bench.send(resolve(id, [late.intentId]))).toMatchObject({ problem: { kind: 'notEntitled' } })
    expect((await bench.send(resolve(id, [late.intentId]), by)).result).toBe('accepted')
  })

  test('of a cane stands for itself', async () => {
    const cane = { storageId: 1, canister: 'none', cane: 'X' }
    const refused = await bench.send({ kind: 'cane.add', ...cane })
    const about = { kind: 'cane', ...cane } as const
    expect(await bench.send(resolve(0, [refused.intentId], { about }))).toMatchObject({
      result: 'accepted',
      version: null,
    })
  })

  test('names more intents than one statement takes', async () => {
    const { id } = await store()
    const withdrawn = Array.from(
      { length: 1200 },
      (_, n) => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    )
    expect((await bench.send(resolve(id, [], { withdrawn }))).result).toBe('accepted')
  })
})

describe('what follows a refused intent in its batch', () => {
  test('is refused too, and remembered as such; other aggregates wait for nobody', async () => {
    const { id, vials } = await store(['A', 'B'])
    const elsewhere = await store()
    const [a = 0, b = 0] = vials
    const other = await enrolBench(central)
    await other.assign(id, a, { place: await freePlace() })
    const source = { model: 'test', serial: null, simulated: true }
    const assign = (procedureId: number, containerId: number, place: object) =>
      bench.sign({ kind: 'tag.assign', procedureId, containerId, tag: freshTag(), place, source })
    const batch = [
      assign(id, a, await freePlace()),
      assign(id, b, await freePlace()),
      assign(elsewhere.id, elsewhere.vials[0] ?? 0, await freePlace()),
      bench.sign({ kind: 'procedure.prepare', procedureId: id }),
    ]
    // The canes were asked for in between: their numbers lie between those of the batch.
    const answers = await all(batch)
    expect(answers.map(({ result }) => result)).toEqual(['conflict', 'conflict', 'accepted', 'conflict'])
    const first = answers[0]?.intentId
    expect(answers[1]?.problem).toEqual({ kind: 'behindRefused', intentId: first })
    expect(answers[3]?.problem).toEqual({ kind: 'behindRefused', intentId: first })
    expect((await client.get(`/procedures/${id}`)).as(procedureReply).status).toBe('PENDING')
    const again = await all(batch)
    expect(again.map((each) => each.first)).toEqual(['conflict', 'conflict', 'accepted', 'conflict'])
    const repair = bench.sign(resolve(id, [first ?? ''].concat(answers[1]?.intentId ?? '', answers[3]?.intentId ?? '')))
    const after = await all([repair, assign(id, b, await freePlace())])
    expect(after.map(({ result }) => result)).toEqual(['accepted', 'accepted'])
  })
})
