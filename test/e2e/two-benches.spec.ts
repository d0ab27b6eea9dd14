// Two benches, one procedure: the claim of the first is shown at the second.
import { join } from 'node:path'
import { startBench } from './support/bench'
import { expect, test } from './support/laboratory'
import { startCentral } from './support/processes'
import { card, openStore, readyToWork } from './support/screens'

test('a procedure in work at another bench says so, and is free again when that bench stops', async ({
  laboratory,
}) => {
  const { integration, central, folder } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  // A code is good for one bench, and each start of central gives one.
  await central.stop()
  const again = await startCentral(join(folder, 'central'), { port: central.port })
  const second = await startBench({
    dataDir: join(folder, 'second'),
    args: ['--central', again.ready.url, '--enrol', again.ready.benchEnrolmentCode, '--bench-name', 'Bench 2'],
  })
  try {
    await readyToWork(page)
    await readyToWork(second.page)
    await openStore(page, procedure)
    await expect(card(second.page, procedure)).toContainText('In use at')
    await card(second.page, procedure).getByRole('button', { name: 'Start' }).click()
    await expect(second.page.getByText(/has reserved this procedure until/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Pause and continue later' }).click()
    await expect(card(second.page, procedure)).not.toContainText('In use at')
    await openStore(second.page, procedure)
  } finally {
    await second.quit()
    await again.stop()
  }
})
