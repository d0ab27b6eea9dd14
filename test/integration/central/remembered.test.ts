// What a bench tells of a time that central has lost is unchecked: nothing of it reaches beyond its facility, or keeps the bench from going on.
import { expect, test } from 'vitest'
import { revokeBench } from '../../../src/central/domain/benches/administration'
import { restorationsOf } from '../../../src/central/store/restorations'
import { containerId, facilityId, storageId } from '../../../src/shared/model/ids'
import { enrolBench } from '../../support/bench-client'
import { aProcedure, aVial } from '../../support/builders/procedure'
import { startCentral } from '../../support/central'

test("holds no vial of another facility, and no place that central doesn't have", async () => {
  const central = await startCentral()
  const { db } = central.sample.central.store
  const bench = await enrolBench(central)
  const theirs = await db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['c.id', 'c.name', 's.code'])
    .where('c.facility_id', '!=', 1)
    .where('c.stored_at', 'is not', null)
    .limit(1)
    .executeTakeFirstOrThrow()
  const gone = (change: object) => ({
    ...aProcedure({ type: 'RETRIEVAL', status: 'COMPLETED', updatedAt: '2999-01-01T00:00:00.000Z' }),
    facilityId: facilityId(1),
    subject: { id: 1, code: theirs.code },
    ...change,
  })
  const vial = aVial(1, { containerId: containerId(theirs.id), name: theirs.name, outcome: 'done' })
  const nowhere = { storageId: storageId(999_999), canister: 'C1', cane: 'X', position: 1 }
  const stored = gone({ id: 77, typeName: 'STORE', vials: [aVial(2, { name: 'V', place: nowhere, outcome: 'done' })] })
  const response = await fetch(`${central.url}/api/v1/bench/remembered`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bench.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      known: 'another-history:1',
      heardAt: null,
      procedures: [gone({ vials: [vial] }), stored, { no: 'procedure' }],
      isLast: true,
    }),
  })
  expect(response.status).toBe(200)
  const held = await db.selectFrom('containers').select('id').where('verify_why', '=', 'restored').execute()
  expect(held).toEqual([])
  const losses = await db.selectFrom('losses').select(['container_id', 'storage_id']).execute()
  expect(losses.length).toBeGreaterThanOrEqual(4)
  expect(losses.every((loss) => loss.container_id === null && loss.storage_id === null)).toBe(true)
  await central.stop()
})

test('a bench that was revoked is not waited for, and the other benches are told so', async () => {
  const central = await startCentral()
  const { db } = central.sample.central.store
  const [tells, silent] = [await enrolBench(central), await enrolBench(central)]
  const response = await fetch(`${central.url}/api/v1/bench/remembered`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tells.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ known: 'another-history:1', heardAt: null, procedures: [], isLast: true }),
  })
  expect(response.status).toBe(200)
  // It began before the benches were there: as if both had been there before the restore.
  await db.updateTable('restorations').set({ to_at: '2999-01-01T00:00:00.000Z' }).execute()
  expect((await restorationsOf(db, 1))[0]?.unheard).toHaveLength(1)
  const announced = () =>
    db
      .selectFrom('feed')
      .select('body')
      .where('facility_id', '=', 1)
      .where('entity', '=', 'restoration')
      .orderBy('n')
      .execute()
  const before = (await announced()).length
  expect(await revokeBench(central.sample.central, silent.benchId)).toMatchObject({ ok: true })
  expect((await restorationsOf(db, 1))[0]?.unheard).toEqual([])
  const told = await announced()
  expect(told).toHaveLength(before + 1)
  expect(JSON.parse(told.at(-1)?.body ?? '')).toMatchObject({ unheard: [] })
  await central.stop()
})

test.each(['\ud800', '\0'])('passes over what has a text that nobody can keep or sign', async (text) => {
  const central = await startCentral()
  const { db } = central.sample.central.store
  const bench = await enrolBench(central)
  const place = { storageId: storageId(1), canister: `C1${text}`, cane: 'X', position: 1 }
  const ofThen = {
    ...aProcedure({ type: 'STORE', status: 'COMPLETED', updatedAt: '2999-01-01T00:00:00.000Z' }),
    id: 77,
  }
  const stored = (vial: object) => ({
    ...ofThen,
    facilityId: facilityId(1),
    vials: [aVial(1, { outcome: 'done', ...vial })],
  })
  const thing = { kind: 'vial', containerId: null, name: 'V', subjectCode: 'S', tag: null, procedureId: 78 }
  const whereabouts = {
    remembered: { kind: 'stored', place },
    rememberedAt: '2026-01-01T00:00:00.000Z',
    atCentral: null,
  }
  const told = { id: 'l1', restorationId: 'r0', rememberedBy: 'B', toldAt: '2026-01-01T00:00:00.000Z', closed: null }
  const reply = await bench.call('POST', '/remembered', {
    known: 'another-history:1',
    heardAt: null,
    procedures: [stored({ place }), stored({ name: text, place: null })],
    losses: [{ ...told, thing: { ...thing, ...whereabouts } }],
    isLast: true,
  })
  expect(reply.status).toBe(200)
  expect(await db.selectFrom('losses').selectAll().execute()).toEqual([])
  await central.stop()
})
