// Central is restored from a backup, and once more: what the first restore has lost is named after the second one too.
import { expect, test } from 'vitest'
import type { Body } from '../../../src/main/engine/central/connection/bodies'
import type { Fetch, HttpResponse } from '../../../src/main/engine/central/connection/fetch'
import { systemFetch } from '../../../src/main/engine/central/connection/system-fetch'
import { procedureReply } from '../../../src/shared/api/external'
import { procedureId } from '../../../src/shared/model/ids'
import type { TestCentral } from '../../support/central'
import { quickTime } from '../../support/quick-time'
import { askAgain, restorableCentral } from '../../support/restorable-central'
import { startBench, until } from './support'

async function requestStore(central: TestCentral, subjectCode: string) {
  const client = await askAgain(() => central.client())
  const subject = { facilityId: 1, code: subjectCode, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  await client.post('/subjects', subject)
  const sampleContainers = [{ name: `${subjectCode}-1` }]
  const made = await client.post('/procedures', { type: 'STORE', facilityId: 1, subjectCode, sampleContainers })
  return procedureId(made.as(procedureReply).id)
}

interface Way {
  hasSnapshots: boolean
  cut: number
  /** What comes in between a request for a snapshot and central. */
  before: () => Promise<void>
  /** What becomes of the stream. */
  through: (response: HttpResponse) => HttpResponse
}

/** A body that breaks off. */
const firstOf = (body: Body, most: number): Body => ({
  cancel: () => body.cancel(),
  getReader() {
    const reader = body.getReader()
    let left = most
    return {
      cancel: () => reader.cancel(),
      async read() {
        if (left <= 0) throw new Error('cut')
        const part = await reader.read()
        if (part.done) return part
        const value = part.value.subarray(0, left)
        left -= value.length
        return { done: false, value }
      },
    }
  },
})

/** A central with a backup, and a bench that knows a procedure which the backup has not. */
async function restoredOnce() {
  const at = await restorableCentral()
  const way: Way = { hasSnapshots: true, cut: 0, before: async () => {}, through: (response) => response }
  const fetch: Fetch = async (url, init, pin) => {
    if (!url.includes('/snapshot')) return systemFetch(url, init, pin)
    if (!way.hasSnapshots) {
      way.cut += 1
      throw new Error('cut')
    }
    await way.before()
    return way.through(await askAgain(() => systemFetch(url, init, pin)))
  }
  const bench = await startBench({ chance: 0, fetch, time: quickTime(10) })
  await bench.sync.enrol(at.central.url, await at.central.sample.newEnrolmentCode(1), 'Bench 1')
  await until('online', () => bench.sync.link().kind === 'online')
  await at.backUp()
  const lost = await requestStore(at.central, 'LOST')
  await until('the bench knows it', () => bench.store.mirror.procedure(lost) !== null)
  const listed = async () => {
    const rows = await at.central.sample.central.store.db.selectFrom('losses').select('procedure_id').execute()
    return rows.some((row) => row.procedure_id === lost)
  }
  return { bench, lost, way, listed, restore: at.restore }
}

test('after the bench has taken over what the first one has left', async () => {
  const { bench, lost, listed, restore } = await restoredOnce()
  await restore()
  await until('the bench has the list', () => bench.store.mirror.lossCount() === 1)
  await until('the bench has nothing else of it', () => bench.store.mirror.procedure(lost) === null)
  await restore()
  expect(await listed()).toBe(false)
  await until('it is listed', listed)
  await until('the bench has the list again', () => bench.store.mirror.lossCount() === 1)
})

test('while the bench has told, and has nothing new yet', async () => {
  const { bench, lost, way, listed, restore } = await restoredOnce()
  way.hasSnapshots = false
  await restore()
  await until('it is listed', listed)
  await until('it has asked for the snapshot', () => way.cut > 0)
  expect(bench.store.mirror.procedure(lost)).not.toBeNull()
  await restore()
  expect(await listed()).toBe(false)
  way.hasSnapshots = true
  // It has been waiting longer and longer.
  bench.sync.syncNow()
  await until('it is listed', listed)
  await until('the bench has the list', () => bench.store.mirror.lossCount() === 1)
})

test('between what the bench has told and its snapshot', async () => {
  const { bench, way, listed, restore } = await restoredOnce()
  let again = 0
  way.before = async () => {
    if (again++ > 0) return
    expect(await listed()).toBe(true)
    await restore()
    expect(await listed()).toBe(false)
  }
  await restore()
  await until('it is listed', listed)
  await until('the bench has the list', () => bench.store.mirror.lossCount() === 1)
})

// Before the list is there and the lost procedure is still in the mirror; and after that, where the snapshot would go on at a mark.
test.each([1, 20_000])('in the middle of the snapshot, after %i bytes', async (most) => {
  const { bench, way, listed, restore } = await restoredOnce()
  let again = 0
  way.through = (response) => {
    if (again++ > 0) return response
    way.before = async () => {
      way.before = async () => {}
      expect(await listed()).toBe(true)
      await restore()
    }
    const { ok, status, headers, body } = response
    return { ok, status, headers, body: body && firstOf(body, most) }
  }
  await restore()
  await until('it is asked for again', () => again > 1)
  await until('it is listed', listed)
  await until('the bench has the list', () => bench.store.mirror.lossCount() === 1)
})
