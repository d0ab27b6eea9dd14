// Central is restored from a backup, and once more: what the first restore has lost is named after the second one too.
import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
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

/** A central with a backup, and a bench that knows a procedure which the backup has not. */
async function restoredOnce() {
  const at = await restorableCentral()
  const way = { hasSnapshots: true, cut: 0 }
  const fetch: Fetch = (url, init, pin) => {
    if (way.hasSnapshots || !url.includes('/snapshot')) return systemFetch(url, init, pin)
    way.cut += 1
    return Promise.reject(new Error('cut'))
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
  // A central that is restored between what it was told and its snapshot is not told again (docs/decisions/0091).
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
