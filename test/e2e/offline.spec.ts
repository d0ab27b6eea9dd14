// Central down or slow: tagging goes on, and everything arrives once when it is back.
import { join } from 'node:path'
import { expect, test } from './support/laboratory'
import { startCentral } from './support/processes'
import { chooseFirstPlace, exchange, openStore, panel, vialNow } from './support/screens'

test('a store is tagged while central is away, and confirmed when it is back', async ({ laboratory }) => {
  const { integration, reader, central, folder } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  await central.kill()
  await expect(page.getByTestId('status-central')).toContainText('offline', { timeout: 30_000 })

  reader.place({ epc: 'CC0000000000000000000001' })
  await expect(vialNow(page)).toHaveText('VL-B')
  await exchange(reader, { epc: 'CC0000000000000000000002' })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect(panel(page)).toContainText('will be sent to central')
  await expect(page.getByTestId('status-outbox')).toContainText('3 waiting')
  reader.lift()

  const back = await startCentral(join(folder, 'central'), { port: central.port })
  try {
    await expect(page.getByTestId('status-central')).toContainText('connected', { timeout: 60_000 })
    await expect(page.getByTestId('status-outbox')).toContainText('all sent', { timeout: 30_000 })
    await expect.poll(() => integration.status(procedure)).toBe('CREATED')
  } finally {
    await back.stop()
  }
})

test('the bench is killed with unsent work and sends it once after the start', async ({ laboratory }) => {
  const { integration, reader, central, folder } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  await central.kill()
  reader.place({ epc: 'CC0000000000000000000003' })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  // The tag and, once the watch over it has ended, that the procedure is ready.
  await expect(page.getByTestId('status-outbox')).toContainText('2 waiting')
  await laboratory.bench.kill()
  reader.lift()

  const back = await startCentral(join(folder, 'central'), { port: central.port })
  try {
    const again = await laboratory.restartBench()
    await expect(again.page.getByTestId('status-outbox')).toContainText('all sent', { timeout: 30_000 })
    await expect.poll(() => integration.status(procedure)).toBe('CREATED')
  } finally {
    await back.stop()
  }
})
