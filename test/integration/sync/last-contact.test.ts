// A bench tells central how many acts it has made, and central keeps when that was once it has them all.
import { expect, test } from 'vitest'
import { storageId } from '../../../src/shared/model/ids'
import { startCentral } from '../../support/central'
import { quickTime } from '../../support/quick-time'
import { startBench, until } from './support'

test('as long as it is connected', async ({ onTestFinished }) => {
  const central = await startCentral()
  onTestFinished(() => central.stop())
  const bench = await startBench({ chance: 0, time: quickTime(10) })
  await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Bench 1')
  const contact = async () => {
    const rows = central.sample.central.store.db
      .selectFrom('benches')
      .select('contact_seq')
      .where('name', '=', 'Bench 1')
    return (await rows.executeTakeFirstOrThrow()).contact_seq
  }
  await until('it has been here', async () => (await contact()) === 0)
  const [person] = bench.store.mirror.people()
  const benchId = bench.store.profile.identity()?.benchId
  if (!person || !benchId) throw new Error('Nobody there')
  const actor = { kind: 'person', personId: person.id, name: person.name, benchId } as const
  for (const cane of ['N1', 'N2']) {
    const body = { kind: 'cane.add', storageId: storageId(1), canister: 'C1', cane } as const
    bench.store.outbox.enqueue({ body, actor })
  }
  expect(bench.store.outbox.made()).toBe(2)
  await until('it has been here with both', async () => (await contact()) === 2)
})
