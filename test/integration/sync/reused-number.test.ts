// Central is restored from a backup and gives a number out again: nothing that was done about the one may come to be about the other.
import { expect, test } from 'vitest'
import { loadProcedure } from '../../../src/central/store/procedures'
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
import { systemFetch } from '../../../src/main/engine/central/connection/system-fetch'
import { namedAsSeen } from '../../../src/main/engine/procedures/as-seen'
import type { ActBody } from '../../../src/shared/acts'
import { procedureReply } from '../../../src/shared/api/external'
import { containerId, procedureId, storageId } from '../../../src/shared/model/ids'
import { tagOf } from '../../support/builders/procedure'
import type { TestCentral } from '../../support/central'
import { quickTime } from '../../support/quick-time'
import { askAgain, clockBehind, restorableCentral } from '../../support/restorable-central'
import { startBench, until } from './support'

const subject = (code: string) => ({ facilityId: 1, code, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' })

async function requestStore(central: TestCentral, subjectCode: string) {
  const client = await askAgain(() => central.client())
  await client.post('/subjects', subject(subjectCode))
  const sampleContainers = [{ name: `${subjectCode}-1` }, { name: `${subjectCode}-2` }]
  const made = await client.post('/procedures', { type: 'STORE', facilityId: 1, subjectCode, sampleContainers })
  const { id, sampleContainers: vials } = made.as(procedureReply)
  return { id: procedureId(id), vials: (vials ?? []).map((vial) => containerId(vial.id)) }
}

test("one subject's tags never come to be on another's vials", async () => {
  const at = await restorableCentral({ clock: clockBehind })
  let isCut = false
  const fetch: Fetch = (url, init, pin) => (isCut ? Promise.reject(new Error('cut')) : systemFetch(url, init, pin))
  const bench = await startBench({ chance: 0, fetch, time: quickTime(10) })
  await bench.sync.enrol(at.central.url, await at.central.sample.newEnrolmentCode(1), 'Bench 1')
  await until('online', () => bench.sync.link().kind === 'online')
  await at.backUp()

  const lost = await requestStore(at.central, 'LOST')
  await until('the bench knows it', () => bench.store.mirror.procedure(lost.id) !== null)
  const [person] = bench.store.mirror.people()
  const benchId = bench.store.profile.identity()?.benchId
  const [first, second] = lost.vials
  if (!person || !benchId || first === undefined || second === undefined) throw new Error('Nobody there')
  const actor = { kind: 'person', personId: person.id, name: person.name, benchId } as const
  const cane = { storageId: storageId(1), canister: 'C5', cane: 'Reused' }
  const does = (body: ActBody) => bench.store.outbox.enqueue({ body: namedAsSeen(bench.store, body), actor })
  const assign = (vial: typeof first, position: number) =>
    does({
      kind: 'tag.assign',
      procedureId: lost.id,
      containerId: vial,
      tag: tagOf(`BA${String(position).padStart(22, '0')}`),
      place: { ...cane, position },
      source: { model: 'sw-uhf', serial: null, simulated: false },
    })
  does({ kind: 'cane.add', ...cane })
  assign(first, 1)
  await until('accepted', () => bench.store.outbox.confirmed() === 2)
  isCut = true
  assign(second, 2)
  does({ kind: 'procedure.prepare', procedureId: lost.id })

  await at.restore()
  const reused = await requestStore(at.central, 'OTHER')
  expect(reused).toEqual(lost)
  isCut = false
  await until(
    'all is answered',
    () => bench.sync.link().kind === 'online' && bench.store.outbox.summary().waiting === 0,
  )

  const vials = (await loadProcedure(at.central.sample.central.store.db, 1, reused.id))?.vials
  expect(vials?.map(({ name, tag, place }) => ({ name, tag, place }))).toEqual([
    { name: 'OTHER-1', tag: null, place: null },
    { name: 'OTHER-2', tag: null, place: null },
  ])
  const refusals = bench.store.outbox.unresolved()
  expect(refusals.map(({ body }) => body.kind)).toEqual(['tag.assign', 'tag.assign', 'procedure.prepare'])
  expect(refusals[0]?.problem).toMatchObject({
    kind: 'notWhatWasSeen',
    seen: { subjectCode: 'LOST', vials: [{ name: 'LOST-1' }] },
    central: { subjectCode: 'OTHER', vials: [{ name: 'OTHER-1' }] },
  })
})
