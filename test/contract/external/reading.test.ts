import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  containerReply,
  envelope,
  inventoryReply,
  locationReply,
  procedureReply,
  storageReply,
  subjectReply,
} from '../../../src/shared/api/external'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { documented, shapeOf, subjectRequest } from './fixtures'

let central: TestCentral
let client: TestClient
let foreign: TestClient

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  foreign = await central.client(1)
})
afterAll(() => central.stop())

const enveloping = { accept: 'application/vnd.cryobench.envelope+json' }

describe('subjects', () => {
  test('are registered without echoing the date of birth', async () => {
    const reply = await client.post('/subjects', subjectRequest)
    expect(reply.status).toBe(201)
    const subject = reply.as(subjectReply.strict())
    expect(subject).toMatchObject({
      code: 'API-001',
      firstName: 'Ada',
      lastName: 'Berg',
      facility: documented.facility,
    })
    expect((await client.get(`/subjects/${subject.id}`)).body).toEqual(subject)
    expect((await foreign.get(`/subjects/${subject.id}`)).status).toBe(404)
  })

  test('have codes that are unique within the organization, not beyond', async () => {
    expect((await client.post('/subjects', { ...subjectRequest, code: 'ONCE' })).status).toBe(201)
    expect((await client.post('/subjects', { ...subjectRequest, code: 'ONCE', facilityId: 2 })).status).toBe(409)
    expect((await foreign.post('/subjects', { ...subjectRequest, code: 'ONCE', facilityId: 3 })).status).toBe(201)
  })

  test.each([
    ['a foreign facility', { facilityId: 3 }, 404],
    ['a day that is none', { dateOfBirth: '1990-02-30' }, 400],
    ['a time instead of a date', { dateOfBirth: '1990-05-17T00:00:00Z' }, 400],
    ['a blank code', { code: ' ' }, 400],
    ['a long name', { firstName: 'x'.repeat(201) }, 400],
    ['an unknown field', { gender: 'x' }, 400],
  ])('%s is refused', async (_, change, status) => {
    expect((await client.post('/subjects', { ...subjectRequest, code: 'NEW', ...change })).status).toBe(status)
  })
})

describe('pages', () => {
  test('walk through everything once, in one order', async () => {
    const all: number[] = []
    for (let page = 1; ; page++) {
      const { data, meta } = (await client.get(`/subjects?page=${page}&perPage=7`)).as(envelope(z.array(subjectReply)))
      expect(meta).toMatchObject({ page, perPage: 7 })
      all.push(...data.map((each) => each.id))
      if (page * 7 >= meta.total) {
        expect(all).toHaveLength(meta.total)
        break
      }
    }
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual([...all].sort((a, b) => a - b))
  })

  test('are bare unless asked for the envelope; ten by default', async () => {
    const bare = await client.get('/sample-containers')
    expect(bare.as(z.array(containerReply.strict()))).toHaveLength(10)
    expect(Number(bare.headers.get('x-total-count'))).toBeGreaterThan(100)
    for (const reply of [
      await client.get('/sample-containers?page=1'),
      await client.get('/sample-containers?perPage=10'),
      await client.get('/sample-containers', enveloping),
    ]) {
      const { data, meta } = reply.as(envelope(z.array(containerReply)))
      expect(data).toEqual(bare.body)
      expect(meta).toEqual({ page: 1, perPage: 10, total: Number(bare.headers.get('x-total-count')) })
    }
  })

  test('beyond the last are empty, however far', async () => {
    for (const page of ['1000', '999999999999999']) {
      const { data } = (await client.get(`/sample-containers?page=${page}&perPage=100`)).as(
        envelope(z.array(containerReply)),
      )
      expect(data).toEqual([])
    }
  })

  test('the envelope is there for single things too', async () => {
    const [subject] = (await client.get('/subjects')).as(z.array(subjectReply))
    const path = `/subjects/${subject?.id}`
    const { data, meta } = (await client.get(path, enveloping)).as(envelope(subjectReply))
    expect(data).toEqual(subject)
    expect(meta).toEqual({ page: 1, perPage: 10, total: 1 })
    expect((await client.get(`${path}?page=1`)).body).toEqual({ data, meta })
    expect((await client.get(`${path}?perPage=101`)).status).toBe(400)
    const created = await client.post('/subjects', { ...subjectRequest, code: 'ENV' }, enveloping)
    expect(created.as(envelope(subjectReply)).data.code).toBe('ENV')
  })
})

test('a creation with a wrong query creates nothing', async () => {
  const late = { ...subjectRequest, code: 'LATE' }
  expect((await client.post('/subjects?page=0', late)).status).toBe(400)
  const made = await client.post('/subjects?page=1', late)
  expect(made.status).toBe(201)
  expect(made.as(envelope(subjectReply)).data.code).toBe('LATE')
})

describe('storage', () => {
  test('lists the facility’s tanks with what they hold', async () => {
    const tanks = (await client.get('/storage?facilityId=1')).as(z.array(storageReply.strict()))
    expect(tanks).toHaveLength(3)
    expect(tanks.reduce((sum, tank) => sum + tank.occupied, 0)).toBe(100)
    expect((await client.get('/storage')).as(z.array(storageReply))).toHaveLength(6)
    expect((await foreign.get('/storage')).as(z.array(storageReply))).toHaveLength(1)
    expect((await foreign.get('/storage?facilityId=1')).status).toBe(404)
  })

  test('an inventory shows each container with canister and cane; its pages are pages of the containers', async () => {
    const whole = (await client.get('/storage/1/inventory')).as(inventoryReply.strict())
    const [tank] = (await client.get('/storage?facilityId=1')).as(z.array(storageReply))
    expect(whole.inventory).toHaveLength(tank?.occupied ?? 0)
    const { data, meta } = (await client.get('/storage/1/inventory?page=2&perPage=5')).as(envelope(inventoryReply))
    expect(data.inventory).toEqual(whole.inventory.slice(5, 10))
    expect(meta.total).toBe(whole.inventory.length)
    expect((await foreign.get('/storage/1/inventory')).status).toBe(404)
  })

  test('a container tells where it is, in the documented words', async () => {
    const [container] = (await client.get('/sample-containers')).as(z.array(containerReply.strict()))
    expect(shapeOf(container)).toEqual(shapeOf(documented.stored[0]))
    const location = (await client.get(`/sample-containers/${container?.id}/location`)).as(locationReply.strict())
    expect(location.storedAt).toBe(container?.storedAt)
    expect((await foreign.get(`/sample-containers/${container?.id}/location`)).status).toBe(404)
  })

  test('a container on its way has no location yet', async () => {
    await client.post('/subjects', { ...subjectRequest, code: 'LOC' })
    const store = await client.post('/procedures', {
      type: 'STORE',
      facilityId: 1,
      subjectCode: 'LOC',
      sampleContainers: [{ name: 'L1', description: '' }],
    })
    const [vial] = store.as(procedureReply).sampleContainers ?? []
    const reply = await client.get(`/sample-containers/${vial?.id}/location`)
    expect(reply.as(locationReply)).toEqual({ id: vial?.id, storage: null, position: null, storedAt: null })
  })
})
