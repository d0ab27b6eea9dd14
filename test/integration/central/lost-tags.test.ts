// The tag of a vial that a restored central has lost is on that vial, wherever it is: it is nobody else's until somebody has looked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepLoss } from '../../../src/central/store/losses'
import { procedureReply } from '../../../src/shared/api/external'
import { procedureId, storageId } from '../../../src/shared/model/ids'
import type { LostThing } from '../../../src/shared/model/restoration'
import { enrolBench, freshTag, supervisor, type TestBench } from '../../support/bench-client'
import { tagOf } from '../../support/builders/procedure'
import { startCentral, type TestCentral } from '../../support/central'
import { actorAt } from '../../support/signed-chain'

let central: TestCentral
let bench: TestBench

beforeAll(async () => {
  central = await startCentral()
  bench = await enrolBench(central)
}, 60_000)
afterAll(() => central.stop())

const at = '2024-01-15T10:30:00.000Z'
const cane = { storageId: storageId(1), canister: 'C1', cane: 'LOST-TAGS' }
const tag = tagOf(freshTag())
const lost: LostThing = {
  kind: 'vial',
  containerId: null,
  name: 'LOST-1',
  subjectCode: 'LOST',
  tag,
  procedureId: procedureId(77),
  remembered: { kind: 'stored', place: { ...cane, position: 1 } },
  rememberedAt: at,
  atCentral: null,
}

async function remembered(): Promise<string> {
  const { db } = central.sample.central.store
  await db
    .insertInto('restorations')
    .values({ id: 'r1', facility_id: 1, from_at: at, to_at: at, noticed_at: at })
    .execute()
  const told = { restorationId: 'r1', facility: 1, thing: lost, rememberedBy: 'B', rememberedAt: at, toldAt: at }
  return (await keepLoss(db, told, () => 'l1'))?.id ?? ''
}

test('no other vial gets the tag of a vial that a restored central has lost, until that is looked after', async () => {
  const lossId = await remembered()
  const client = await central.client()
  const subject = { facilityId: 1, code: 'OTHER', firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  await client.post('/subjects', subject)
  const asked = { type: 'STORE', facilityId: 1, subjectCode: 'OTHER', sampleContainers: [{ name: 'OTHER-1' }] }
  const { id, sampleContainers = [] } = (await client.post('/procedures', asked)).as(procedureReply)
  const vial = sampleContainers[0]?.id ?? 0
  await bench.send({ kind: 'cane.add', ...cane })
  const binding = { tag, place: { ...cane, position: 2 } }
  expect((await bench.assign(id, vial, binding)).problem).toMatchObject({
    kind: 'tagUsed',
    containerName: 'LOST-1',
    subjectCode: 'LOST',
  })
  const closed = { kind: 'loss.close' as const, lossId, name: 'LOST-1', reason: 'Taken out by hand' }
  expect((await bench.send(closed, actorAt(bench.benchId, supervisor))).result).toBe('accepted')
  expect((await bench.assign(id, vial, binding)).result).toBe('accepted')
})
