// Central is restored from a backup: what benches remember of the time between is named, and a vial that was moved waits for a scan.
import { expect, test } from 'vitest'
import { namedAsSeen } from '../../../src/main/engine/procedures/as-seen'
import type { ActBody } from '../../../src/shared/acts'
import { procedureReply } from '../../../src/shared/api/external'
import { containerId, procedureId, storageId } from '../../../src/shared/model/ids'
import { tagOf } from '../../support/builders/procedure'
import type { TestCentral } from '../../support/central'
import { requestRetrieval } from '../../support/central-work'
import { quickTime } from '../../support/quick-time'
import { askAgain, restorableCentral } from '../../support/restorable-central'
import { startBench, type TestBench, until } from './support'

const tag = tagOf('BA00000000000000000000AA')
const cane = { storageId: storageId(1), canister: 'C5', cane: 'Restored' }

interface Work {
  readonly id: number
  readonly vials: readonly { readonly containerId: number; readonly outcome: string }[]
}

/** The sample's first device. */
function deviceOf(central: TestCentral) {
  const token = Object.values(central.sample.deviceTokens)[0] ?? ''
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const call = (path: string, body?: object) =>
    askAgain(async () => {
      const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
      const response = await fetch(`${central.url}/api/v1/device${path}`, init)
      return { status: response.status, body: await response.json() }
    })
  const finish = async ({ id, vials }: Work) => {
    for (const { containerId, outcome } of vials) {
      if (outcome === 'pending') await call(`/procedures/${id}/outcomes`, { containerId, outcome: 'done' })
    }
    return (await call(`/procedures/${id}/complete`, {})).status
  }
  return {
    queue: async (): Promise<readonly number[]> =>
      (await call('/work')).body.procedures.map(({ id }: { readonly id: number }) => id),
    start: (id: number) => call(`/procedures/${id}/start`, {}),
    async carryOut(id: number) {
      await call('/work')
      const { status, body } = await call(`/procedures/${id}/start`, {})
      return status === 200 ? finish(body) : status
    },
    /** The sample left it at work. */
    async finishItsOwn() {
      for (const each of (await call('/work')).body.procedures) if (each.status === 'IN_PROGRESS') await finish(each)
    },
  }
}

async function requestStore(central: TestCentral, subjectCode: string) {
  const client = await askAgain(() => central.client())
  const subject = { facilityId: 1, code: subjectCode, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  await client.post('/subjects', subject)
  const sampleContainers = [{ name: `${subjectCode}-1` }]
  const made = await client.post('/procedures', { type: 'STORE', facilityId: 1, subjectCode, sampleContainers })
  const { id, sampleContainers: vials } = made.as(procedureReply)
  return { id: procedureId(id), vial: containerId(vials?.[0]?.id ?? 0) }
}

function actsOf(bench: TestBench) {
  const benchId = bench.store.profile.identity()?.benchId
  const person = bench.store.mirror.people().find(({ role }) => role === 'supervisor')
  if (!benchId || !person) throw new Error('Nobody there')
  const actor = { kind: 'person', personId: person.id, name: person.name, benchId } as const
  const does = (body: ActBody) => bench.store.outbox.enqueue({ body: namedAsSeen(bench.store, body), actor })
  return {
    does,
    queueStore(id: ReturnType<typeof procedureId>, vial: ReturnType<typeof containerId>) {
      does({ kind: 'cane.add', ...cane })
      const source = { model: 'sw-uhf', serial: null, simulated: false }
      does({ kind: 'tag.assign', procedureId: id, containerId: vial, tag, place: { ...cane, position: 1 }, source })
      does({ kind: 'procedure.prepare', procedureId: id })
    },
  }
}

const allSent = (bench: TestBench) => bench.sync.link().kind === 'online' && bench.store.outbox.summary().waiting === 0

test('what was moved meanwhile waits for a scan, and everything lost is named', async () => {
  const at = await restorableCentral()
  await deviceOf(at.central).finishItsOwn()
  const bench = await startBench({ chance: 0, time: quickTime(10) })
  await bench.sync.enrol(at.central.url, await at.central.sample.newEnrolmentCode(1), 'Bench 1')
  const gone = await startBench({ chance: 0, time: quickTime(10) })
  await gone.sync.enrol(at.central.url, await at.central.sample.newEnrolmentCode(1), 'Bench that never comes back')
  await until('both are online', () => [bench, gone].every(({ sync }) => sync.link().kind === 'online'))
  await gone.end()
  const known = await requestStore(at.central, 'KNOWN')
  await at.backUp()

  // Meanwhile one vial is stored of a procedure that the backup has, one of a procedure that it hasn't, and one is handed out.
  const lost = await requestStore(at.central, 'LOST')
  const retrieval = procedureId(await requestRetrieval(at.central, await askAgain(() => at.central.client())))
  await until('the bench knows them', () =>
    [known.id, lost.id, retrieval].every((id) => bench.store.mirror.procedure(id) !== null),
  )
  const { does, queueStore } = actsOf(bench)
  queueStore(known.id, known.vial)
  does({ kind: 'procedure.accept', procedureId: retrieval })
  await until('accepted', () => allSent(bench))
  const device = deviceOf(at.central)
  expect(await device.carryOut(known.id)).toBe(200)
  expect(await device.carryOut(retrieval)).toBe(200)
  const handedOut = bench.store.mirror.procedure(retrieval)?.vials[0]?.containerId ?? containerId(0)
  await until('the bench has heard', () => bench.store.mirror.procedure(retrieval)?.status === 'COMPLETED')

  await at.restore()
  const restored = deviceOf(at.central)
  await until(
    'the bench has its work offered again',
    () => allSent(bench) && bench.store.mirror.restorations().length === 1,
  )
  await until('the losses are there', () => bench.store.mirror.lossCount() === 5)

  const [restoration] = bench.store.mirror.restorations()
  expect(restoration?.unheard).toEqual(['Bench that never comes back'])
  expect(Date.parse(restoration?.from ?? '')).toBeLessThan(Date.parse(restoration?.to ?? ''))
  const things = bench.store.mirror.losses(10).map(({ thing }) => thing)
  expect(things.filter(({ kind }) => kind === 'procedure')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ procedureId: known.id, remembered: 'COMPLETED', atCentral: 'PENDING' }),
      expect.objectContaining({ procedureId: lost.id, subjectCode: 'LOST', remembered: 'PENDING', atCentral: null }),
      expect.objectContaining({ procedureId: retrieval, remembered: 'COMPLETED', atCentral: null }),
    ]),
  )
  expect(things.filter(({ kind }) => kind === 'vial')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        containerId: known.vial,
        remembered: { kind: 'stored', place: { ...cane, position: 1 } },
      }),
      expect.objectContaining({ containerId: handedOut, remembered: { kind: 'out' } }),
    ]),
  )
  expect(bench.store.mirror.container(handedOut)?.verify).toMatchObject({ why: 'restored' })

  // The vial in the tank is not stored a second time.
  await until('it is queued again', () => bench.store.mirror.procedure(known.id)?.status === 'CREATED')
  expect(await restored.queue()).not.toContain(known.id)
  expect(await restored.start(known.id)).toMatchObject({ status: 409 })

  const { name = '', subjectCode = '', tag: itsTag } = bench.store.mirror.container(handedOut) ?? {}
  if (!itsTag) throw new Error('It had a tag')
  does({ kind: 'vial.verify', containerId: handedOut, name, subjectCode, tag: itsTag, found: { kind: 'out' } })
  does({
    kind: 'vial.verify',
    containerId: known.vial,
    name: 'KNOWN-1',
    subjectCode: 'KNOWN',
    tag,
    found: { kind: 'stored', place: { ...cane, position: 1 } },
  })
  for (const { id, thing } of bench.store.mirror.losses(10)) {
    if (thing.kind === 'procedure') does({ kind: 'loss.close', lossId: id, name: 'it', reason: 'Asked for again' })
  }
  await until('all is closed', () => allSent(bench) && bench.store.mirror.lossCount() === 0)
  // The approval of what central does not have any more is a conflict that says what it was about.
  const refused = bench.store.outbox.unresolved().map(({ body, problem }) => ({ kind: body.kind, problem }))
  expect(refused).toEqual([
    {
      kind: 'procedure.accept',
      problem: expect.objectContaining({ kind: 'unknownProcedure', procedureId: retrieval }),
    },
  ])
  expect(refused[0]?.problem).toMatchObject({ seen: { type: 'RETRIEVAL', vials: [{ name }] } })
  expect(bench.store.mirror.container(handedOut)).toMatchObject({ storedAt: null, place: null, verify: null })
  expect(bench.store.mirror.container(known.vial)).toMatchObject({ place: { ...cane, position: 1 }, verify: null })
  // It lies there already: there is nothing left to do for a device.
  expect(await restored.queue()).not.toContain(known.id)
})
