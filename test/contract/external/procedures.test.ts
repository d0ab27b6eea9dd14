import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  containerReply,
  envelope,
  errorReply,
  inventoryReply,
  locationReply,
  procedureReply,
} from '../../../src/shared/api/external'
import { enrolBench, supervisor } from '../../support/bench-client'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { actorAt } from '../../support/signed-chain'
import { deviceOf, storeAway } from '../../support/through-device'
import { documented, shapeOf, storeRequest, subjectRequest } from './fixtures'

let central: TestCentral
let client: TestClient
let foreign: TestClient

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  foreign = await central.client(1)
  await client.post('/subjects', subjectRequest)
})
afterAll(() => central.stop())

const codeOf = (body: unknown) => errorReply.parse(body).error.code
const stored = async (code: string) =>
  (await client.get(`/sample-containers?perPage=100&subjectCode=${code}`)).as(envelope(z.array(containerReply))).data

describe('STORE', () => {
  test('is answered 201, PENDING, in the documented shape', async () => {
    const reply = await client.post('/procedures', storeRequest)
    expect(reply.status).toBe(201)
    const procedure = reply.as(procedureReply.strict())
    expect(procedure).toMatchObject({ type: 'STORE', status: 'PENDING', facility: documented.facility })
    const { completedAt: _, ...pending } = documented.store
    expect(shapeOf(procedure)).toEqual(shapeOf(pending))
    expect(procedure.sampleContainers?.map(({ name, description }) => ({ name, description }))).toEqual(
      documented.containers,
    )
  })

  test('goes from PENDING to COMPLETED through bench and device, and its containers into the inventory', async () => {
    const store = (await client.post('/procedures', storeRequest)).as(procedureReply)
    await storeAway(central, store)
    const done = (await client.get(`/procedures/${store.id}`)).as(procedureReply.strict())
    expect(done.status).toBe('COMPLETED')
    expect(shapeOf(done)).toEqual(shapeOf(documented.store))
    const [first] = store.sampleContainers ?? []
    const container = (await stored('API-001')).find((each) => each.id === first?.id)
    expect(shapeOf(container)).toEqual(shapeOf(documented.stored[0]))
    const location = (await client.get(`/sample-containers/${first?.id}/location`)).as(locationReply.strict())
    expect(location).toMatchObject({ storage: { id: 1 }, position: { canister: 'C1', cane: `T${store.id}` } })
    const inventory = (await client.get('/storage/1/inventory')).as(inventoryReply)
    expect(inventory.inventory.find((each) => each.id === first?.id)).toMatchObject({ position: location.position })
  })

  test.each([
    ['no type', { ...storeRequest, type: undefined }, 400],
    ['an unknown type', { ...storeRequest, type: 'TRANSFER' }, 400],
    ['no containers', { ...storeRequest, sampleContainers: [] }, 400],
    ['a blank name', { ...storeRequest, sampleContainers: [{ name: '  ', description: '' }] }, 400],
    ['the same name twice', { ...storeRequest, sampleContainers: [{ name: 'A' }, { name: ' A ' }] }, 400],
    ['blanks without width', { ...storeRequest, sampleContainers: [{ name: '\u200b\u2060' }] }, 400],
    [
      'one name in two spellings',
      { ...storeRequest, sampleContainers: [{ name: '\u00e9' }, { name: 'e\u0301' }] },
      400,
    ],
    ['an id as text', { ...storeRequest, facilityId: '1' }, 400],
    ['an id that is no integer', { ...storeRequest, facilityId: 1.5 }, 400],
    ['a field that nobody knows', { ...storeRequest, priority: 1 }, 400],
    ['NUL in a name', { ...storeRequest, sampleContainers: [{ name: 'A\u0000' }] }, 400],
    ['half a character', { ...storeRequest, sampleContainers: [{ name: 'A\ud800' }] }, 400],
    ['1,001 containers', { ...storeRequest, sampleContainers: manyContainers(1001) }, 400],
    ['10,001 containers', { ...storeRequest, sampleContainers: manyContainers(10_001) }, 400],
    ['an unknown subject', { ...storeRequest, subjectCode: 'NOBODY' }, 404],
    ['an unknown facility', { ...storeRequest, facilityId: 999 }, 404],
    ['a facility beyond any id', { ...storeRequest, facilityId: Number.MAX_SAFE_INTEGER }, 404],
    ['a foreign facility', { ...storeRequest, facilityId: 3 }, 404],
    ['an array', [storeRequest], 400],
    ['null', null, 400],
  ])('%s is refused, and nothing is made', async (_, body, status) => {
    const before = (await client.get('/procedures')).headers.get('x-total-count')
    const reply = await client.post('/procedures', body)
    expect(reply.status).toBe(status)
    expect(codeOf(reply.body)).toBe(status === 404 ? 'NOT_FOUND' : 'VALIDATION_ERROR')
    expect((await client.get('/procedures')).headers.get('x-total-count')).toBe(before)
  })

  test('1,000 containers are accepted', async () => {
    const reply = await client.post('/procedures', { ...storeRequest, sampleContainers: manyContainers(1000) })
    expect(reply.status).toBe(201)
    expect(reply.as(procedureReply).sampleContainers).toHaveLength(1000)
  })
})

describe('STORE of containers that come back', () => {
  const storeOf = (ids: readonly number[], change: object = {}) => ({
    ...storeRequest,
    subjectCode: 'BACK-001',
    sampleContainers: [],
    sampleContainerIds: ids,
    ...change,
  })

  /** Two containers that were stored, and the first of them retrieved. */
  async function retrieved() {
    await client.post('/subjects', { ...subjectRequest, code: 'BACK-001' })
    const asked = { ...storeRequest, subjectCode: 'BACK-001' }
    const store = (await client.post('/procedures', asked)).as(procedureReply)
    await storeAway(central, store)
    const [out = 0, inside = 0] = (store.sampleContainers ?? []).map((each) => each.id)
    const body = { type: 'RETRIEVAL', facilityId: 1, subjectCode: 'BACK-001', sampleContainerIds: [out] }
    const { id } = (await client.post('/procedures', body)).as(procedureReply)
    const bench = await enrolBench(central)
    await bench.send({ kind: 'procedure.accept', procedureId: id }, actorAt(bench.benchId, supervisor))
    const device = deviceOf(central)
    await device.post(`/procedures/${id}/start`)
    await device.post(`/procedures/${id}/outcomes`, { containerId: out, outcome: 'done' })
    await device.post(`/procedures/${id}/complete`)
    return { out, inside }
  }

  test('keeps their ids, is held to where they are, and takes new ones beside them', async () => {
    const { out, inside } = await retrieved()
    const codeFor = async (body: object) => {
      const reply = await client.post('/procedures', body)
      return [reply.status, codeOf(reply.body)]
    }
    expect(await codeFor(storeOf([inside]))).toEqual([409, 'CONFLICT'])
    expect(await codeFor(storeOf([out, out]))).toEqual([400, 'VALIDATION_ERROR'])
    expect(await codeFor(storeOf([]))).toEqual([400, 'VALIDATION_ERROR'])
    expect(await codeFor(storeOf([out], { subjectCode: 'API-001' }))).toEqual([400, 'VALIDATION_ERROR'])
    expect(await codeFor(storeOf([2_000_000_000]))).toEqual([404, 'NOT_FOUND'])
    const reply = await client.post('/procedures', storeOf([out], { sampleContainers: [{ name: 'NEW-BESIDE' }] }))
    expect(reply.status).toBe(201)
    const made = reply.as(procedureReply.strict())
    expect(made).toMatchObject({ type: 'STORE', status: 'PENDING' })
    expect(made.sampleContainers).toMatchObject([{ name: 'NEW-BESIDE' }, { id: out }])
    expect(await codeFor(storeOf([out]))).toEqual([409, 'CONFLICT'])
  })

  test('is described where integrations read it', async () => {
    const { body } = await client.get('/openapi.json')
    expect(JSON.stringify(body)).toContain('come back into storage')
  })
})

function manyContainers(count: number) {
  return Array.from({ length: count }, (_, index) => ({ name: `V${index}`, description: '' }))
}

describe('RETRIEVAL', () => {
  const retrievalOf = (code: string, ids: readonly number[]) => ({
    type: 'RETRIEVAL',
    facilityId: 1,
    subjectCode: code,
    sampleContainerIds: ids,
  })

  /** Two stored containers of one subject that nothing holds. */
  async function free(code = 'RET-001') {
    await client.post('/subjects', { ...subjectRequest, code })
    const store = (await client.post('/procedures', { ...storeRequest, subjectCode: code })).as(procedureReply)
    await storeAway(central, store)
    const [first = 0, second = 0] = (store.sampleContainers ?? []).map((each) => each.id)
    return [first, second] as const
  }

  test('of stored containers is answered as documented; who holds them is in the way of the next', async () => {
    const ids = await free()
    const reply = await client.post('/procedures', retrievalOf('RET-001', ids))
    expect(reply.status).toBe(201)
    expect(shapeOf(reply.as(procedureReply.strict()))).toEqual(shapeOf(documented.retrieval))
    const second = await client.post('/procedures', retrievalOf('RET-001', ids.slice(0, 1)))
    expect(second.status).toBe(409)
    expect(codeOf(second.body)).toBe('CONFLICT')
    const other = await client.post('/procedures', retrievalOf('API-001', ids))
    expect(other.status).toBe(400)
  })

  test('of a container of which the device does not know where it is, is a conflict until somebody has looked', async () => {
    const [first, second] = await free('RET-002')
    const made = (await client.post('/procedures', retrievalOf('RET-002', [first, second]))).as(procedureReply)
    const bench = await enrolBench(central)
    await bench.send({ kind: 'procedure.accept', procedureId: made.id }, actorAt(bench.benchId, supervisor))
    const device = deviceOf(central)
    await device.post(`/procedures/${made.id}/start`)
    await device.post(`/procedures/${made.id}/outcomes`, { containerId: first, outcome: 'unknown' })
    await device.post(`/procedures/${made.id}/outcomes`, { containerId: second, outcome: 'notDone' })
    await device.post(`/procedures/${made.id}/fail`, { reason: 'The arm stopped' })
    const again = await client.post('/procedures', retrievalOf('RET-002', [first, second]))
    expect([again.status, again.as(errorReply).error]).toEqual([
      409,
      {
        code: 'CONFLICT',
        message: `Sample container ${first} has to be verified first: nobody knows for certain where it is`,
      },
    ])
    const other = await client.post('/procedures', retrievalOf('RET-002', [second]))
    expect(other.status).toBe(201)
  })

  test('of a container that is not in storage is a conflict', async () => {
    const store = (await client.post('/procedures', storeRequest)).as(procedureReply)
    const ids = (store.sampleContainers ?? []).map((each) => each.id)
    const reply = await client.post('/procedures', retrievalOf('API-001', ids))
    expect(reply.status).toBe(409)
  })

  test('of foreign or unknown containers is NOT_FOUND, of the same one twice a mistake', async () => {
    const theirs = (await foreign.get('/sample-containers')).as(z.array(containerReply))
    const [one] = theirs
    expect((await client.post('/procedures', retrievalOf('API-001', [one?.id ?? 0]))).status).toBe(404)
    expect((await client.post('/procedures', retrievalOf('API-001', [2_000_000_000]))).status).toBe(404)
    expect((await client.post('/procedures', retrievalOf('API-001', [1, 1]))).status).toBe(400)
  })
})

describe('REFILL', () => {
  test('is not for integrations, whatever else the body says', async () => {
    for (const body of [{ type: 'REFILL' }, { type: 'REFILL', facilityId: 'x', extra: [] }]) {
      const reply = await client.post('/procedures', body)
      expect(reply.status).toBe(403)
      expect(codeOf(reply.body)).toBe('FORBIDDEN')
    }
  })

  test('is listed without subject and containers', async () => {
    const [refill] = (await client.get('/procedures?type=REFILL&status=COMPLETED')).as(z.array(procedureReply.strict()))
    expect(shapeOf(refill)).toEqual(shapeOf(documented.refill))
    const one = (await client.get(`/procedures/${refill?.id}`)).as(procedureReply.strict())
    expect(shapeOf(one)).toEqual(shapeOf(documented.refill))
  })
})

describe('GET /procedures', () => {
  test('lists newest first, without containers', async () => {
    const page = (await client.get('/procedures?perPage=100')).as(envelope(z.array(procedureReply.strict()))).data
    expect(page.every((each) => each.sampleContainers === undefined)).toBe(true)
    const keys = page.map((each) => `${each.createdAt} ${String(each.id).padStart(9, '0')}`)
    expect(keys).toEqual([...keys].sort().reverse())
  })

  test('filters by facility, type, status, subject and time', async () => {
    const of = async (query: string) =>
      (await client.get(`/procedures?perPage=100&${query}`)).as(envelope(z.array(procedureReply))).data
    expect((await of('facilityId=2')).every((each) => each.facility.id === 2)).toBe(true)
    expect((await of('type=RETRIEVAL')).every((each) => each.type === 'RETRIEVAL')).toBe(true)
    expect((await of('status=FAILED')).map((each) => each.status)).toContain('FAILED')
    expect((await of('subjectCode=API-001')).every((each) => each.subject?.code === 'API-001')).toBe(true)
    expect(await of('subjectCode=NOBODY')).toEqual([])
    expect(await of('updatedSince=2999-01-01T00:00:00Z')).toEqual([])
  })

  test.each([
    'type=TRANSFER',
    'subjectCode=%00',
    'status=REJECTED',
    'facilityId=0',
    'facilityId=a',
    'facilityId=1&facilityId=2',
    'updatedSince=yesterday',
    'page=0',
    'perPage=101',
    'perPage=-1',
    'page=1e3',
  ])('?%s is a mistake', async (query) => {
    const reply = await client.get(`/procedures?${query}`)
    expect(reply.status).toBe(400)
    expect(codeOf(reply.body)).toBe('VALIDATION_ERROR')
  })

  test('a foreign organization sees and finds nothing of it', async () => {
    const [mine] = (await client.get('/procedures')).as(z.array(procedureReply))
    expect((await foreign.get(`/procedures/${mine?.id}`)).status).toBe(404)
    expect((await foreign.get('/procedures?facilityId=1')).status).toBe(404)
    const theirs = (await foreign.get('/procedures?perPage=100')).as(envelope(z.array(procedureReply))).data
    expect(theirs.every((each) => each.facility.id === 3)).toBe(true)
  })
})
