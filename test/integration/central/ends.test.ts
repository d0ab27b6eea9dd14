// How procedures end, over HTTP: at the device, by a person in its place, and what the device says after that.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { procedureEntity } from '../../../src/shared/api/entities'
import { procedureReply } from '../../../src/shared/api/external'
import { enrolBench, freshTag, supervisor, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { newDatabase } from '../../support/postgres'
import { actorAt } from '../../support/signed-chain'
import { deviceOf, finishOpenWork } from '../../support/through-device'

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
    await client.post('/subjects', {
      facilityId: 1,
      code: 'ENDS',
      firstName: 'A',
      lastName: 'B',
      dateOfBirth: '1990-01-01',
    })
    await finishOpenWork(central)
  }, 60_000)
  afterAll(() => central.stop())

  const bySupervisor = () => actorAt(bench.benchId, supervisor)
  const retrievalOf = (ids: readonly number[]) =>
    client.post('/procedures', {
      type: 'RETRIEVAL',
      facilityId: 1,
      subjectCode: 'ENDS',
      sampleContainerIds: ids,
    })
  const said = (containerId: number, outcome: 'done' | 'notDone') => ({ containerId, outcome })
  const outcome = (id: number, containerId: number, said: string) =>
    device.post(`/procedures/${id}/outcomes`, { containerId, outcome: said })
  const containerOf = (id: number) =>
    central.sample.central.store.db
      .selectFrom('containers as c')
      .leftJoin('places as p', 'p.container_id', 'c.id')
      .select(['c.tag', 'c.stored_at', 'c.held_by', 'c.verify_why', 'p.position'])
      .where('c.id', '=', id)
      .executeTakeFirstOrThrow()

  /** A STORE of two vials that the device has begun. */
  async function begun() {
    canes += 1
    const cane = { storageId: 1, canister: `C${(canes % 5) + 1}`, cane: `ENDS-${canes}` }
    await bench.send({ kind: 'cane.add', ...cane })
    const made = await client.post('/procedures', {
      type: 'STORE',
      facilityId: 1,
      subjectCode: 'ENDS',
      sampleContainers: [{ name: 'E-1' }, { name: 'E-2' }],
    })
    const { id, sampleContainers = [] } = made.as(procedureReply)
    const [one = 0, two = 0] = sampleContainers.map((each) => each.id)
    const tags = [freshTag(), freshTag()] as const
    await bench.assign(id, one, { tag: tags[0], place: { ...cane, position: 1 } })
    await bench.assign(id, two, { tag: tags[1], place: { ...cane, position: 2 } })
    await bench.send({ kind: 'procedure.prepare', procedureId: id })
    const started = await device.post(`/procedures/${id}/start`)
    expect(started.status).toBe(200)
    return { id, one, two, tags, cane }
  }

  test.each(['notDone', 'unknown'])('a device that completes with a vial that is %s has failed', async (other) => {
    const { id, one, two } = await begun()
    await outcome(id, one, 'done')
    await outcome(id, two, other)
    const ended = await device.post(`/procedures/${id}/complete`)
    expect(ended.status).toBe(200)
    expect(ended.as(procedureEntity)).toMatchObject({
      status: 'FAILED',
      vials: [{ outcome: 'done' }, { outcome: other }],
    })
    expect((await client.get(`/procedures/${id}`)).as(procedureReply).status).toBe('FAILED')
  })

  test('what was not done leaves tag and place; what is unknown keeps both, and no procedure may take it', async () => {
    const { id, one, two, tags, cane } = await begun()
    await outcome(id, one, 'unknown')
    await outcome(id, two, 'notDone')
    await device.post(`/procedures/${id}/fail`, { reason: 'Stuck' })
    expect(await containerOf(one)).toMatchObject({
      tag: tags[0],
      position: 1,
      held_by: null,
      verify_why: 'outcomeUnknown',
    })
    expect(await containerOf(two)).toMatchObject({ tag: null, position: null, held_by: null, verify_why: null })
    expect((await retrievalOf([one])).status).toBe(409)
    const again = await begun()
    await outcome(again.id, again.one, 'notDone')
    await outcome(again.id, again.two, 'notDone')
    await device.post(`/procedures/${again.id}/fail`, { reason: 'Stuck' })
    const next = (
      await client.post('/procedures', {
        type: 'STORE',
        facilityId: 1,
        subjectCode: 'ENDS',
        sampleContainers: [{ name: 'E-3' }, { name: 'E-4' }],
      })
    ).as(procedureReply)
    const [three = 0, four = 0] = (next.sampleContainers ?? []).map((each) => each.id)
    expect((await bench.assign(next.id, three, { tag: tags[1], place: { ...cane, position: 2 } })).result).toBe(
      'accepted',
    )
    const used = await bench.assign(next.id, four, { tag: tags[0], place: { ...cane, position: 3 } })
    expect(used.problem).toMatchObject({ kind: 'tagUsed', containerId: one })
  })

  test('a supervisor ends what its device has left; the device is heard later, contradicts nobody unseen, and knows that it is over', async () => {
    const { id, one, two, tags } = await begun()
    const end = {
      kind: 'procedure.end' as const,
      procedureId: id,
      reason: 'The device no longer answers',
      outcomes: [said(one, 'done'), said(two, 'notDone')],
    }
    expect((await bench.send(end)).problem).toMatchObject({ kind: 'notEntitled' })
    const partly = await bench.send({ ...end, outcomes: [said(two, 'notDone')] }, bySupervisor())
    expect(partly.problem).toMatchObject({ kind: 'outcomesMissing', containerIds: [one] })
    expect((await bench.send(end, bySupervisor())).result).toBe('accepted')
    expect(await containerOf(one)).toMatchObject({ tag: tags[0], position: 1, verify_why: null })
    expect(await containerOf(two)).toMatchObject({ tag: null, position: null })

    const agreed = await outcome(id, one, 'done')
    expect([agreed.status, agreed.as(procedureEntity).status]).toEqual([200, 'FAILED'])
    const late = await outcome(id, two, 'done')
    expect(late.status).toBe(200)
    expect(late.as(procedureEntity)).toMatchObject({
      status: 'FAILED',
      vials: [{ outcome: 'done' }, { outcome: 'notDone' }],
      endedBy: { name: supervisor.name },
      lateReports: [
        { containerId: one, said: 'done' },
        { containerId: two, said: 'done' },
      ],
    })
    expect(await containerOf(one)).toMatchObject({ verify_why: null })
    expect(await containerOf(two)).toMatchObject({ tag: tags[1], position: 2, verify_why: 'contradicted' })
    const { version } = late.as(procedureEntity)
    expect((await outcome(id, two, 'done')).as(procedureEntity).version).toBe(version)
    const completed = await device.post(`/procedures/${id}/complete`)
    expect([completed.status, completed.as(procedureEntity).lateReports?.at(-1)?.said]).toEqual([200, 'completed'])
    // The tag is one vial's again.
    expect((await retrievalOf([two])).status).toBe(409)
  })

  test('a tag or place that another vial has got meanwhile stays that vial’s, whatever the device says later', async () => {
    const { id, one, two, tags, cane } = await begun()
    const outcomes = [said(one, 'notDone'), said(two, 'notDone')]
    await bench.send({ kind: 'procedure.end', procedureId: id, reason: 'Silent', outcomes }, bySupervisor())
    const made = await client.post('/procedures', {
      type: 'STORE',
      facilityId: 1,
      subjectCode: 'ENDS',
      sampleContainers: [{ name: 'E-5' }],
    })
    const next = made.as(procedureReply)
    const three = next.sampleContainers?.[0]?.id ?? 0
    await bench.assign(next.id, three, { tag: tags[0], place: { ...cane, position: 1 } })
    expect((await outcome(id, one, 'done')).status).toBe(200)
    expect(await containerOf(three)).toMatchObject({ tag: tags[0], position: 1 })
    expect(await containerOf(one)).toMatchObject({ tag: null, position: null, verify_why: 'contradicted' })
  })

  test.each(['tagged anew', 'stored anew'])(
    'a vial that is %s keeps its own tag and place, whatever the device says later of the procedure before',
    async (since) => {
      const { id, one, two } = await begun()
      const outcomes = [said(one, 'notDone'), said(two, 'notDone')]
      await bench.send({ kind: 'procedure.end', procedureId: id, reason: 'Silent', outcomes }, bySupervisor())
      const asked = {
        type: 'STORE',
        facilityId: 1,
        subjectCode: 'ENDS',
        sampleContainers: [],
        sampleContainerIds: [one],
      }
      const next = (await client.post('/procedures', asked)).as(procedureReply)
      const cane = { storageId: 1, canister: 'C1', cane: `Anew-${id}` }
      const tag = freshTag()
      await bench.send({ kind: 'cane.add', ...cane })
      expect((await bench.assign(next.id, one, { tag, place: { ...cane, position: 3 } })).result).toBe('accepted')
      if (since === 'stored anew') {
        await bench.send({ kind: 'procedure.prepare', procedureId: next.id })
        await device.post(`/procedures/${next.id}/start`)
        await outcome(next.id, one, 'done')
        expect((await device.post(`/procedures/${next.id}/complete`)).status).toBe(200)
      }
      expect((await outcome(id, one, 'done')).status).toBe(200)
      expect(await containerOf(one)).toMatchObject({ tag, position: 3, verify_why: 'contradicted' })
      const { db } = central.sample.central.store
      const tags = await db.selectFrom('tags').select('tag').where('container_id', '=', one).execute()
      expect(tags).toEqual([{ tag }])
    },
  )

  test('a vial that was retrieved, as a person has said, and stored anew stays there when its device contradicts', async () => {
    const { id, one, two, tags, cane } = await begun()
    for (const vial of [one, two]) await outcome(id, vial, 'done')
    await device.post(`/procedures/${id}/complete`)
    const out = (await retrievalOf([one])).as(procedureReply)
    await bench.send({ kind: 'procedure.accept', procedureId: out.id }, bySupervisor())
    expect((await device.post(`/procedures/${out.id}/start`)).status).toBe(200)
    const ending = { procedureId: out.id, reason: 'Silent', outcomes: [said(one, 'done')] }
    expect((await bench.send({ kind: 'procedure.end', ...ending }, bySupervisor())).result).toBe('accepted')
    const asked = { type: 'STORE', facilityId: 1, subjectCode: 'ENDS', sampleContainers: [], sampleContainerIds: [one] }
    const back = (await client.post('/procedures', asked)).as(procedureReply)
    const place = { ...cane, position: 4 }
    expect((await bench.assign(back.id, one, { tag: tags[0], place })).result).toBe('accepted')
    expect((await outcome(out.id, one, 'notDone')).status).toBe(200)
    expect(await containerOf(one)).toMatchObject({ tag: tags[0], position: 4, verify_why: 'contradicted' })
  })

  test('a vial that is to be stored anew gets the tag and place of that, whatever its device says before of the procedure that a person has ended', async () => {
    const { id, one, two } = await begun()
    const outcomes = [said(one, 'notDone'), said(two, 'notDone')]
    await bench.send({ kind: 'procedure.end', procedureId: id, reason: 'Silent', outcomes }, bySupervisor())
    const asked = { type: 'STORE', facilityId: 1, subjectCode: 'ENDS', sampleContainers: [], sampleContainerIds: [one] }
    const next = (await client.post('/procedures', asked)).as(procedureReply)
    expect((await outcome(id, one, 'done')).status).toBe(200)
    const cane = { storageId: 1, canister: 'C2', cane: `Anew-${id}` }
    const tag = freshTag()
    await bench.send({ kind: 'cane.add', ...cane })
    expect((await bench.assign(next.id, one, { tag, place: { ...cane, position: 3 } })).result).toBe('accepted')
    expect(await containerOf(one)).toMatchObject({ tag, position: 3, verify_why: 'contradicted' })
    const { db } = central.sample.central.store
    const tags = await db.selectFrom('tags').select('tag').where('container_id', '=', one).execute()
    expect(tags).toEqual([{ tag }])
  })

  test('what the device has told first is not overwritten by a person who did not know', async () => {
    const { id, one, two } = await begun()
    await outcome(id, two, 'done')
    const outcomes = [said(one, 'notDone'), said(two, 'notDone')]
    const end = { kind: 'procedure.end' as const, procedureId: id, reason: 'Silent', outcomes }
    expect(await bench.send(end, bySupervisor())).toMatchObject({
      result: 'conflict',
      problem: { kind: 'alreadyDecided', containerId: two, outcome: 'done' },
    })
    await outcome(id, one, 'done')
    expect((await device.post(`/procedures/${id}/complete`)).as(procedureEntity).status).toBe('COMPLETED')
    expect((await bench.send(end, bySupervisor())).problem).toMatchObject({ kind: 'wrongStatus', status: 'COMPLETED' })
  })

  test('a refill that never ends is ended by a person, and its tank can be refilled again', async () => {
    const refill = (await device.post('/refills', { storageId: 2, levelPercent: 40 })).as(z.object({ id: z.int() }))
    const blocked = await device.post('/refills', { storageId: 2, levelPercent: 40 })
    expect(blocked.status).toBe(409)
    const end = { kind: 'procedure.end' as const, procedureId: refill.id, reason: 'Valve closed by hand', outcomes: [] }
    expect((await bench.send(end, bySupervisor())).result).toBe('accepted')
    expect((await device.post('/refills', { storageId: 2, levelPercent: 41 })).status).toBe(201)
    const late = await device.post(`/procedures/${refill.id}/complete`)
    expect([late.status, late.as(procedureEntity).status]).toEqual([200, 'FAILED'])
  })

  test('every binding of a tag stays on record, with how it ended', async () => {
    const { id, one, two, tags } = await begun()
    await outcome(id, one, 'done')
    await outcome(id, two, 'notDone')
    await device.post(`/procedures/${id}/fail`, { reason: 'Stuck' })
    const bindings = await central.sample.central.store.db
      .selectFrom('tag_bindings')
      .select(['tag', 'container_id', 'procedure_id', 'why', 'until'])
      .where('tag', 'in', [...tags])
      .orderBy('id')
      .execute()
    expect(bindings).toEqual([
      { tag: tags[0], container_id: one, procedure_id: id, why: null, until: null },
      { tag: tags[1], container_id: two, procedure_id: id, why: 'fail', until: expect.any(String) },
    ])
  })
})
