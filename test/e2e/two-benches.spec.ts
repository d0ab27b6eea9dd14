// Two benches, one procedure: the claim of the first is shown at the second, which can undo what the first has done once it is free.
import { join } from 'node:path'
import { startBench } from './support/bench'
import { expect, test } from './support/laboratory'
import { startCentral } from './support/processes'
import { card, chooseFirstPlace, openStore, readyToWork, takeOff, vialNow } from './support/screens'

test('a procedure in work at another bench says so, and is free again when that bench stops', async ({
  laboratory,
}) => {
  const { integration, central, folder, reader } = laboratory
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
    await chooseFirstPlace(page)
    reader.place({ epc: 'F20000000000000000000001' })
    await expect(vialNow(page)).toHaveText('VL-B')
    await takeOff(reader)
    await expect(card(second.page, procedure)).toContainText('In use at')
    await card(second.page, procedure).getByRole('button', { name: 'Start' }).click()
    await expect(second.page.getByText(/has reserved this procedure until/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Pause and continue later' }).click()
    await expect(card(second.page, procedure)).not.toContainText('In use at')
    // What was put on at the first can be undone at the second.
    await expect(card(second.page, procedure)).toContainText('1 of 2')
    await openStore(second.page, procedure)
    await expect(second.page.getByRole('button', { name: 'Undo VL-A' })).toBeEnabled()
    await second.page.getByRole('button', { name: 'Undo VL-A' }).click()
    await expect(second.page.getByTestId('result-panel')).toContainText('VL-A')
    await expect(card(page, procedure)).toContainText('In use at Bench 2')
    await expect(card(page, procedure)).not.toContainText('1 of 2')
  } finally {
    await second.quit()
    await again.stop()
  }
})
