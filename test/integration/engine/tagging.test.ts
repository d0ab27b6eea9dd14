import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import type { WorklistEntry } from '../../../src/shared/views/worklist'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { keptSecrets, type TestEngine, temporaryFolder, testEngine, until } from './support'

const created = z.object({ id: z.int(), status: z.string(), sampleContainers: z.array(z.object({ id: z.int() })) })
const freshTag = () => `E280${randomBytes(10).toString('hex').toUpperCase()}`

describe('a bench with its central', () => {
  const folder = temporaryFolder()
  const secrets = keptSecrets()
  let central: TestCentral
  let client: TestClient
  let bench: TestEngine
  let address: { url: string; code: string | null }

  const start = () => testEngine({ dataDir: folder.path, secrets, central: address })
  const isOnline = () => until(async () => (await bench.value('bench/get', undefined)).link.kind === 'online')

  beforeAll(async () => {
    central = await startCentral()
    client = await central.client()
    address = { url: central.url, code: central.sample.benchEnrolmentCode }
    bench = start()
    await isOnline()
  })
  afterAll(async () => {
    await bench.stop()
    await central.stop()
    folder.remove()
  })

  const facilityId = () => central.sample.organizations[0]?.facilities[0]?.id ?? 0

  async function subjectCode(): Promise<string> {
    const rows = (await client.get('/subjects?perPage=100')).as(
      z.object({ data: z.array(z.looseObject({ code: z.string(), facility: z.looseObject({ id: z.int() }) })) }),
    )
    const subject = rows.data.find((each) => each.facility.id === facilityId())
    if (subject === undefined) throw new Error('no subject in the facility')
    return subject.code
  }

  async function postStore(vials: number): Promise<number> {
    const sampleContainers = Array.from({ length: vials }, (_, index) => ({
      name: `VL-${index + 1}`,
      description: 'Tissue sample',
    }))
    const body = { type: 'STORE', facilityId: facilityId(), subjectCode: await subjectCode(), sampleContainers }
    const reply = await client.post('/procedures', body)
    expect(reply.status).toBe(201)
    return reply.as(created).id
  }

  const entryOf = (id: number): Promise<WorklistEntry> =>
    until(async () => (await bench.value('worklist/get', undefined)).toTag.find((entry) => entry.procedure.id === id))
  const tagging = async (): Promise<TaggingSnapshot> => {
    const snapshot = await bench.value('tagging/get', undefined)
    if (snapshot === null) throw new Error('nothing is open')
    return snapshot
  }

  async function choosePlace(): Promise<void> {
    const [tank] = await bench.value('places/tanks', undefined)
    const storageId = tank?.tank.id ?? 0
    const cane = (await bench.value('places/canes', { storageId })).find((each) => each.free >= 3)
    if (cane === undefined) throw new Error('no cane with three free places')
    await bench.value('tagging/choosePlace', { storageId, canister: cane.canister, cane: cane.cane })
  }

  /** Puts a vial on the simulated reader, waits for what it brings, and takes it off. */
  async function place(tag: string): Promise<TaggingSnapshot> {
    const before = (await tagging()).resultNumber
    await bench.value('simulator/present', { tags: [tag] })
    const after = await until(async () => {
      const now = await tagging()
      return now.resultNumber > before && now
    })
    await bench.value('simulator/remove', undefined)
    return after
  }

  it('shows a STORE that was just asked for, tags it, and has it queued on central', async () => {
    const id = await postStore(2)
    expect((await entryOf(id)).procedure).toMatchObject({ type: 'STORE', status: 'PENDING' })
    const opened = await bench.value('tagging/open', { procedureId: id })
    expect(opened).toMatchObject({ claim: 'held', step: { kind: 'needsPlace' } })
    await choosePlace()
    expect((await place(freshTag())).vials[0]?.saving).not.toBe('none')
    expect((await place(freshTag())).step).toMatchObject({ kind: 'finished' })
    await until(async () => (await client.get(`/procedures/${id}`)).as(created).status === 'CREATED')
    await until(async () => (await tagging()).vials.every((each) => each.saving === 'confirmed'))
    expect((await bench.value('bench/get', undefined)).outbox).toMatchObject({ waiting: 0, refused: 0 })
    await bench.value('tagging/stop', undefined)
  })

  it('refuses a tag that is used, by the name of its vial, and stops at a foreign one', async () => {
    const stored = (await bench.value('inventory/search', { text: '', offset: 0, limit: 50 })).rows
    const id = await postStore(1)
    const entry = await entryOf(id)
    const foreign = stored.find((row) => row.tag !== null && row.subjectCode !== entry.procedure.subject?.code)
    if (!foreign?.tag) throw new Error('no stored vial of another subject')
    await bench.value('tagging/open', { procedureId: id })
    await choosePlace()
    const refused = await place(foreign.tag)
    expect(refused.step).toMatchObject({ refusal: { kind: 'otherSubject', owner: { name: foreign.name } } })
    await until(async () => (await tagging()).step.kind === 'expecting')
    await bench.value('tagging/stop', undefined)
  })

  it('names a vial that is put on the reader while nobody is tagging', async () => {
    const row = (await bench.value('inventory/search', { text: '', offset: 0, limit: 1 })).rows[0]
    const found = new Promise((resolve) => bench.on('reader/shows', resolve))
    await bench.value('simulator/present', { tags: [row?.tag ?? ''] })
    expect(await found).toMatchObject({ kind: 'vial', tag: row?.tag, container: { id: row?.id } })
    await bench.value('simulator/remove', undefined)
  })

  it('goes on without central, and drains when it is back', async () => {
    const id = await postStore(2)
    await entryOf(id)
    await bench.value('tagging/open', { procedureId: id })
    await choosePlace()
    const { folder: data } = central
    const port = Number(new URL(central.url).port)
    await central.sample.stop()
    await until(async () => (await bench.value('bench/get', undefined)).link.kind === 'offline')
    await place(freshTag())
    const last = await place(freshTag())
    expect(last.vials.map((each) => each.saving)).toEqual(['saved', 'saved'])
    // Two tags, and the queueing once nothing can withdraw the last of them any more.
    await until(async () => (await bench.value('bench/get', undefined)).outbox.waiting === 3)
    central = { ...(await startCentral({ folder: data, port })), folder: data }
    await bench.value('bench/syncNow', undefined)
    client = await central.client()
    await until(async () => (await client.get(`/procedures/${id}`)).as(created).status === 'CREATED')
    await until(async () => (await tagging()).vials.every((each) => each.saving === 'confirmed'))
    await bench.value('tagging/stop', undefined)
  })

  it('is the same bench after a restart, and takes up what was stopped', async () => {
    const id = await postStore(2)
    await entryOf(id)
    await bench.value('tagging/open', { procedureId: id })
    await choosePlace()
    await place(freshTag())
    await bench.stop()
    bench = start()
    expect((await entryOf(id)).resumable).toBe(true)
    await isOnline()
    expect(await bench.value('tagging/open', { procedureId: id })).toMatchObject({
      tagged: 1,
      step: { kind: 'expecting', vial: { name: 'VL-2' } },
    })
    await bench.value('tagging/undo', undefined)
    expect((await tagging()).tagged).toBe(0)
    await bench.value('tagging/stop', undefined)
  })

  it('lets a supervisor, and nobody else, accept a retrieval', async () => {
    const row = (await bench.value('inventory/search', { text: '', offset: 0, limit: 50 })).rows.find(
      (each) => each.storedAt !== null && each.tag !== null,
    )
    const open = await bench.value('worklist/get', undefined)
    const busy = [...open.toReview, ...open.queued, ...open.running].flatMap((each) => each.procedure.vials)
    const rows = (await bench.value('inventory/search', { text: '', offset: 0, limit: 200 })).rows
    const free =
      rows.find((each) => each.storedAt !== null && !busy.some((vial) => vial.containerId === each.id)) ?? row
    const body = {
      type: 'RETRIEVAL',
      facilityId: facilityId(),
      subjectCode: free?.subjectCode,
      sampleContainerIds: [free?.id],
    }
    const reply = await client.post('/procedures', body)
    expect(reply.status).toBe(201)
    const { id } = reply.as(created)
    await until(async () =>
      (await bench.value('worklist/get', undefined)).toReview.some((each) => each.procedure.id === id),
    )
    expect(await bench.request('retrieval/accept', { procedureId: id })).toMatchObject({
      problem: { kind: 'notEntitled' },
    })
    const { people } = await bench.value('bench/get', undefined)
    const supervisor = people.available.find((person) => person.role === 'supervisor')
    await bench.value('people/switch', { personId: supervisor?.id ?? '' })
    expect(await bench.value('retrieval/accept', { procedureId: id })).toMatchObject({ status: 'CREATED' })
    await until(async () => (await client.get(`/procedures/${id}`)).as(created).status === 'CREATED')
  })
})
