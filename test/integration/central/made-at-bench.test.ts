// What is made at a bench, as central decides it: over HTTP, signed, on both databases.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setFacilityRules } from '../../../src/central/domain/set-facility-rules'
import type { ActInput } from '../../../src/shared/acts/wire'
import { type IntentAnswer, intentsReply } from '../../../src/shared/api/bench'
import { workReply } from '../../../src/shared/api/device'
import { procedureReply } from '../../../src/shared/api/external'
import { containerId, subjectId } from '../../../src/shared/model/ids'
import { madeNumber, madeVialNumber } from '../../../src/shared/model/made'
import type { Procedure } from '../../../src/shared/model/procedure'
import { seenOf } from '../../../src/trust'
import { enrolBench, freshTag, supervisor, type TestBench } from '../../support/bench-client'
import { store1234 } from '../../support/builders/store-1234'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { must } from '../../support/must'
import { newDatabase } from '../../support/postgres'
import { actorAt } from '../../support/signed-chain'
import { deviceOf, finishOpenWork } from '../../support/through-device'

type Create = Extract<ActInput, { kind: 'procedure.create' }>

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (name) => {
  let central: TestCentral
  let client: TestClient
  let bench: TestBench
  let device: ReturnType<typeof deviceOf>
  let canes = 0

  beforeAll(async () => {
    central = await startCentral(name === 'PostgreSQL' ? { database: await newDatabase() } : {})
    client = await central.client()
    bench = await enrolBench(central)
    device = deviceOf(central)
    for (const code of ['MADE', 'OTHER']) {
      await client.post('/subjects', { facilityId: 1, code, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' })
    }
    await finishOpenWork(central)
  }, 60_000)
  afterAll(() => central.stop())

  const bySupervisor = () => actorAt(bench.benchId, supervisor)
  const create = (change: Partial<Create> = {}): Create => ({
    kind: 'procedure.create',
    madeId: randomUUID(),
    facilityId: 1,
    type: 'STORE',
    subjectCode: 'MADE',
    newVials: [],
    vials: [],
    ...change,
  })
  const retrieve = (vials: Create['vials'], change: Partial<Create> = {}) =>
    create({ type: 'RETRIEVAL', vials, ...change })
  const madeBy = async ({ madeId }: Pick<Create, 'madeId'>) => {
    const row = await central.sample.central.store.db
      .selectFrom('procedures')
      .selectAll()
      .where('made_number', '=', madeNumber(madeId))
      .executeTakeFirst()
    const vials =
      row === undefined
        ? []
        : await central.sample.central.store.db
            .selectFrom('procedure_vials as v')
            .innerJoin('containers as c', 'c.id', 'v.container_id')
            .select(['v.container_id', 'v.tag', 'v.returning', 'c.name', 'c.description'])
            .where('v.procedure_id', '=', row.id)
            .orderBy('v.ordinal')
            .execute()
    return row && { ...row, vials }
  }
  const held = async (id: number) =>
    (
      await central.sample.central.store.db
        .selectFrom('containers')
        .select('held_by')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).held_by

  const workOf = async () => (await device.get('/work')).as(workReply).procedures.map(({ id }) => id)
  const carryOut = async (id: number, vials: readonly number[]) => {
    await device.post(`/procedures/${id}/start`)
    for (const containerId of vials) {
      await device.post(`/procedures/${id}/outcomes`, { containerId, outcome: 'done' })
    }
    expect((await device.post(`/procedures/${id}/complete`)).status).toBe(200)
  }

  /** A vial that a device has stored, by everybody's usual way. */
  async function stored(subjectCode = 'MADE') {
    canes += 1
    const cane = { storageId: 1, canister: `C${(canes % 5) + 1}`, cane: `MADE-${canes}` }
    await bench.send({ kind: 'cane.add', ...cane })
    const asked = await client.post('/procedures', {
      type: 'STORE',
      facilityId: 1,
      subjectCode,
      sampleContainers: [{ name: `M-${canes}` }],
    })
    const { id, sampleContainers: [vial] = [] } = asked.as(procedureReply)
    const containerId = vial?.id ?? 0
    const tag = freshTag()
    await bench.assign(id, containerId, { tag, place: { ...cane, position: 1 } })
    await bench.send({ kind: 'procedure.prepare', procedureId: id })
    await carryOut(id, [containerId])
    return { containerId, name: vial?.name ?? '', tag, cane }
  }
  const seenAs = ({ containerId, name }: { containerId: number; name: string }) => ({ containerId, name })

  test('a retrieval that staff make is PENDING until a supervisor approves it; one of a supervisor is queued at once', async () => {
    const [one, two] = [await stored(), await stored()]
    const byStaff = retrieve([seenAs(one)])
    expect(await bench.send(byStaff)).toMatchObject({ result: 'accepted', version: 1 })
    expect(await madeBy(byStaff)).toMatchObject({ status: 'PENDING', type: 'RETRIEVAL', accepted_by: null })
    const made = retrieve([seenAs(two)])
    expect((await bench.send(made, bySupervisor())).result).toBe('accepted')
    const row = await madeBy(made)
    expect(row).toMatchObject({ status: 'CREATED' })
    expect(JSON.parse(row?.accepted_by ?? '{}')).toMatchObject({ personId: supervisor.id })
    const work = await workOf()
    expect(work).toContain(row?.id)
    expect(work).not.toContain((await madeBy(byStaff))?.id)
    const procedureId = (await madeBy(byStaff))?.id ?? 0
    expect((await bench.send({ kind: 'procedure.accept', procedureId }, bySupervisor())).result).toBe('accepted')
  })

  test('where the facility requires two people, it is PENDING for everybody, and its maker may not approve it', async () => {
    const vial = await stored()
    must(await setFacilityRules(central.sample.central, 1, { twoPeople: true }))
    const made = retrieve([seenAs(vial)])
    expect((await bench.send(made, bySupervisor())).result).toBe('accepted')
    must(await setFacilityRules(central.sample.central, 1, { twoPeople: false }))
    const row = await madeBy(made)
    expect(row).toMatchObject({ status: 'PENDING' })
    const approved = await bench.send({ kind: 'procedure.accept', procedureId: row?.id ?? 0 }, bySupervisor())
    expect(approved).toMatchObject({ result: 'conflict', problem: { kind: 'ownRequest' } })
  })

  test('a STORE has its new vials first and those that come back with their tags, and waits for tags and places', async () => {
    const vial = await stored()
    const out = retrieve([seenAs(vial)])
    await bench.send(out, bySupervisor())
    await carryOut((await madeBy(out))?.id ?? 0, [vial.containerId])
    const made = create({
      newVials: [
        { name: 'N-1', description: 'Straw' },
        { name: 'N-2', description: '' },
      ],
      vials: [seenAs(vial)],
    })
    expect((await bench.send(made, bySupervisor())).result).toBe('accepted')
    const row = await madeBy(made)
    expect(row).toMatchObject({ status: 'PENDING', type: 'STORE' })
    expect(row?.vials).toMatchObject([
      { name: 'N-1', description: 'Straw', tag: null, returning: 0 },
      { name: 'N-2', tag: null },
      { name: vial.name, container_id: vial.containerId, tag: vial.tag, returning: 1 },
    ])
    expect(await held(vial.containerId)).toBe(row?.id)
  })

  test('what was saved before it had a number is done on it, and stays good afterwards', async () => {
    const made = create({ newVials: [{ name: 'F-1', description: '' }] })
    const { madeId } = made
    canes += 1
    const cane = { storageId: 1, canister: 'C1', cane: `MADE-${canes}` }
    await bench.send({ kind: 'cane.add', ...cane })
    const at = '2026-01-01T10:00:00.000Z'
    const shown: Procedure = {
      ...blank,
      id: madeNumber(madeId),
      subject: { id: blank.subject.id, code: 'MADE' },
      createdAt: at,
      vials: [{ ...blankVial, containerId: madeVialNumber(madeId, 0), name: 'F-1' }],
    }
    const tag = freshTag()
    const assigned: ActInput = {
      kind: 'tag.assign',
      procedureId: madeNumber(madeId),
      seen: seenOf(shown, [madeVialNumber(madeId, 0)]),
      containerId: madeVialNumber(madeId, 0),
      tag,
      place: { ...cane, position: 1 },
      source: { model: 'test', serial: null, simulated: true },
    }
    const batch = [bench.sign(made), bench.sign(assigned)]
    const { answers } = (await bench.post(batch)).as(intentsReply)
    expect(answers.map(({ result, version }) => [result, version])).toEqual([
      ['accepted', 1],
      ['accepted', 2],
    ])
    const row = await madeBy(made)
    expect(row?.vials).toMatchObject([{ name: 'F-1', tag }])
    // The same again, as after an answer that was lost.
    const again = (await bench.post(batch)).as(intentsReply).answers
    expect(again.map(({ result, first }) => [result, first])).toEqual([
      ['duplicate', 'accepted'],
      ['duplicate', 'accepted'],
    ])
    // What was seen of another subject is nothing of this procedure's.
    const foreign: ActInput = {
      kind: 'procedure.prepare',
      procedureId: madeNumber(madeId),
      seen: seenOf({ ...shown, subject: { id: blank.subject.id, code: 'OTHER' } }, []),
    }
    expect(await bench.send(foreign)).toMatchObject({ result: 'conflict', problem: { kind: 'notWhatWasSeen' } })
    const seen = seenOf(shown, [])
    const prepared = await bench.send({ kind: 'procedure.prepare', procedureId: madeNumber(madeId), seen })
    expect(prepared.result).toBe('accepted')
    expect((await madeBy(made))?.status).toBe('CREATED')
  })

  test('made once more by another act, as after a new identity, it is the same; with other vials it is refused', async () => {
    const made = create({ newVials: [{ name: 'T-1', description: '' }] })
    await bench.send(made)
    const first = await madeBy(made)
    expect(await bench.send(made)).toMatchObject({ result: 'accepted', version: 1 })
    expect((await madeBy(made))?.id).toBe(first?.id)
    expect(first?.vials).toHaveLength(1)
    const other = { ...made, newVials: [{ name: 'T-2', description: '' }] }
    expect(await bench.send(other)).toMatchObject({ result: 'rejected', problem: { kind: 'malformed' } })
  })

  test('a subject is looked up exactly first, then by the one rule for names', async () => {
    const made = create({ subjectCode: 'made', newVials: [{ name: 'L-1', description: '' }] })
    expect((await bench.send(made)).result).toBe('accepted')
    const asked = (await client.get(`/procedures/${(await madeBy(made))?.id}`)).as(procedureReply)
    expect(asked.subject?.code).toBe('MADE')
  })

  test.each([
    ['a subject that is not there', { subjectCode: 'NOBODY' }, { kind: 'unknownSubject', subjectCode: 'NOBODY' }],
    ['another facility', { facilityId: 2 }, { kind: 'otherFacilityMeant', facilityId: 2 }],
  ])('%s is refused', async (_what, change, problem) => {
    const made = create({ newVials: [{ name: 'R-1', description: '' }], ...change })
    expect(await bench.send(made)).toMatchObject({ problem })
    expect(await madeBy(made)).toBeUndefined()
  })

  test('a new vial that only looks like one of the subject is refused, and the conflict shows both', async () => {
    await bench.send(create({ newVials: [{ name: 'LOOK-1', description: '' }] }))
    const answer = await bench.send(create({ newVials: [{ name: 'look-1', description: '' }] }))
    expect(answer).toMatchObject({
      result: 'conflict',
      problem: { kind: 'alikeVial', name: 'look-1', existing: 'LOOK-1' },
    })
  })

  describe('of vials that are there already', () => {
    const problemOf = ({ result, problem }: IntentAnswer) => ({ result, problem })

    test('each is what the person saw: its name and its subject, and the conflict shows both', async () => {
      const [vial, foreign] = [await stored(), await stored('OTHER')]
      expect(problemOf(await bench.send(retrieve([{ ...seenAs(vial), name: 'M-999' }])))).toEqual({
        result: 'conflict',
        problem: {
          kind: 'otherVial',
          seen: { name: 'M-999', subjectCode: 'MADE' },
          central: { name: vial.name, subjectCode: 'MADE' },
        },
      })
      expect(problemOf(await bench.send(retrieve([seenAs(foreign)])))).toEqual({
        result: 'conflict',
        problem: {
          kind: 'otherVial',
          seen: { name: foreign.name, subjectCode: 'MADE' },
          central: { name: foreign.name, subjectCode: 'OTHER' },
        },
      })
      expect(await held(vial.containerId)).toBeNull()
      expect(await bench.send(retrieve([{ containerId: containerId(999_999_999), name: 'M-1' }]))).toMatchObject({
        result: 'rejected',
        problem: { kind: 'noSuchVial', name: 'M-1', subjectCode: 'MADE' },
      })
    })

    test('held by another procedure, in storage, or not in storage, they are named', async () => {
      const [one, two] = [await stored(), await stored()]
      const named = [seenAs(one)]
      expect(await bench.send(create({ vials: named }))).toMatchObject({
        result: 'conflict',
        problem: { kind: 'vialsNotFree', why: 'inStorage', vials: named },
      })
      const out = retrieve([seenAs(one)])
      await bench.send(out, bySupervisor())
      expect(await bench.send(retrieve([seenAs(one), seenAs(two)]))).toMatchObject({
        result: 'conflict',
        problem: { kind: 'vialsNotFree', why: 'held', vials: named },
      })
      expect(await held(two.containerId)).toBeNull()
      await carryOut((await madeBy(out))?.id ?? 0, [one.containerId])
      expect(await bench.send(retrieve(named))).toMatchObject({
        result: 'conflict',
        problem: { kind: 'vialsNotFree', why: 'notInStorage', vials: named },
      })
    })
  })

  test('an act on what no bench has made is refused by the number that it names', async () => {
    expect(await bench.send({ kind: 'procedure.prepare', procedureId: madeNumber(randomUUID()) })).toMatchObject({
      result: 'rejected',
      problem: { kind: 'unknownProcedure' },
    })
  })

  test('the feed tells benches who made it, and what the facility requires', async () => {
    must(await setFacilityRules(central.sample.central, 1, { twoPeople: true }))
    const made = create({ newVials: [{ name: 'X-1', description: '' }] })
    await bench.send(made)
    must(await setFacilityRules(central.sample.central, 1, { twoPeople: false }))
    const rows = await central.sample.central.store.db
      .selectFrom('feed')
      .select(['entity', 'body'])
      .where('facility_id', '=', 1)
      .orderBy('n', 'desc')
      .limit(4)
      .execute()
    expect(rows.map(({ entity }) => entity)).toEqual(['facilityRules', 'container', 'procedure', 'facilityRules'])
    expect(JSON.parse(rows[2]?.body ?? '{}')).toMatchObject({
      made: { id: made.madeId, subjectCode: 'MADE', newVials: 1 },
    })
  })
})

const blankVial = {
  description: '',
  tag: null,
  place: null,
  outcome: 'pending',
  outcomeAt: null,
} as const
const blank = { ...store1234(), vials: [], subject: { id: subjectId(1), code: '' } }
