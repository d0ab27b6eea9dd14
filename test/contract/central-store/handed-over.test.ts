// What central keeps of what it has handed over to a device.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportEvent, startBy } from '../../../src/central/domain/devices/procedure-events'
import { must } from '../../support/must'
import { handOver, idleDevice, newQueued } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

describe.each(databases)('what a device was handed over, on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await withSample(open)
  }, 90_000)
  afterAll(() => database.close())

  test('is kept as long as it may be started', async () => {
    const [central] = database.centrals
    const { db } = central.store
    const device = await idleDevice(central)
    const kept = async () => {
      const rows = await db
        .selectFrom('handed_over')
        .select('procedure_id')
        .where('device_id', '=', device.id)
        .execute()
      return rows.map(({ procedure_id }) => procedure_id).sort()
    }
    await db.updateTable('procedures').set({ status: 'CANCELLED' }).where('status', '=', 'CREATED').execute()
    const [started, cancelled, waiting] = [await newQueued(central), await newQueued(central), await newQueued(central)]
    await handOver(central, device)
    expect(await kept()).toEqual([started, cancelled, waiting])

    must(await reportEvent(central, device, started, startBy(device)))
    await db.updateTable('procedures').set({ status: 'CANCELLED' }).where('id', '=', cancelled).execute()
    const next = await newQueued(central)
    const { given } = await handOver(central, device)
    expect([...given.keys()]).toEqual([started, waiting, next])
    expect(await kept()).toEqual([waiting, next])
  })
})
