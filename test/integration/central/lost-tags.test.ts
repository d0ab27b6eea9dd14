// The tag of a vial that a restored central has lost is on that vial, wherever it is: it is nobody else's until somebody has looked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepLoss, tagOnVial } from '../../../src/central/store/losses'
import { isPlaceTaken } from '../../../src/central/store/places'
import { procedureReply } from '../../../src/shared/api/external'
import { containerId, procedureId, storageId } from '../../../src/shared/model/ids'
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

beforeAll(async () => {
  await central.sample.central.store.db
    .insertInto('restorations')
    .values({ id: 'r1', facility_id: 1, from_at: at, to_at: at, noticed_at: at })
    .execute()
})

async function remembered(thing: LostThing, id: string): Promise<string | undefined> {
  const { db } = central.sample.central.store
  const told = { restorationId: 'r1', facility: 1, thing, rememberedBy: 'B', rememberedAt: at, toldAt: at }
  return (await keepLoss(db, told, () => id))?.id
}

test('no other vial gets the tag of a vial that a restored central has lost, until that is looked after', async () => {
  const lossId = (await remembered(lost, 'l1')) ?? ''
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

test('a lost vial that is requested again keeps the tag that is glued on', async () => {
  const client = await central.client()
  const subject = { facilityId: 1, code: 'AGAIN', firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  await client.post('/subjects', subject)
  const names = [{ name: 'AGAIN-1' }, { name: 'AGAIN-2' }]
  const asked = { type: 'STORE', facilityId: 1, subjectCode: 'AGAIN', sampleContainers: names }
  const { id, sampleContainers = [] } = (await client.post('/procedures', asked)).as(procedureReply)
  const glued = tagOf(freshTag())
  const remembers = {
    ...lost,
    name: 'AGAIN-2',
    subjectCode: 'AGAIN',
    tag: glued,
    remembered: { kind: 'notStored' },
  } as const
  await remembered(remembers, 'l-again')
  const [first, second] = sampleContainers.map((vial) => vial.id)
  const onto = (vial = 0, position: number) => bench.assign(id, vial, { tag: glued, place: { ...cane, position } })
  expect((await onto(first, 5)).problem).toMatchObject({ kind: 'tagUsed', containerName: 'AGAIN-2' })
  expect((await onto(second, 5)).result).toBe('accepted')
})

test('two lost vials of one subject that have the same name both keep their tags and places', async () => {
  const { db } = central.sample.central.store
  const again = [3, 4].map((position) => {
    const place = { ...cane, position }
    const thing = { ...lost, name: 'AGAIN', tag: tagOf(freshTag()), remembered: { kind: 'stored', place } } as const
    return { place, thing: { ...thing, formerId: containerId(position) } }
  })
  for (const { thing, place } of again) await remembered(thing, `l-${place.position}`)
  for (const { thing, place } of again) {
    expect(await tagOnVial(db, 1, thing.tag)).toMatchObject({ containerName: 'AGAIN' })
    expect(await isPlaceTaken(db, place)).toBe(true)
  }
  // Told once more, by whomever, it is the same one.
  for (const { thing } of again) expect(await remembered(thing, 'other')).toBeUndefined()
})
