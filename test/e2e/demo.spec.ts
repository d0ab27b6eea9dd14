// What a newcomer gets with one command: demo mode, nothing to set, the main job by hand.
import { expect, test } from '@playwright/test'
import { startBench, temporaryFolder } from './support/bench'
import { chooseFirstPlace, lane, panel, readyToWork } from './support/screens'

test('demo mode: a sample STORE is tagged with the simulated reader', async () => {
  const folder = temporaryFolder()
  const { page, quit } = await startBench({ dataDir: folder.path })
  try {
    await readyToWork(page)
    await lane(page, 'toTag').getByRole('button', { name: 'Start' }).first().click()
    await expect(panel(page)).toBeVisible()
    await chooseFirstPlace(page)
    const next = page.getByRole('button', { name: 'Next new tag' })
    while ((await panel(page).getAttribute('data-step')) !== 'finished') {
      if ((await panel(page).getAttribute('data-step')) === 'needsPlace') await chooseFirstPlace(page)
      const number = Number(await panel(page).getAttribute('data-result-number'))
      await next.click()
      await expect(panel(page)).toHaveAttribute('data-result-number', String(number + 1))
      await page.getByRole('button', { name: 'Take off' }).click()
    }
    await expect(page.getByTestId('status-outbox')).toContainText('all sent')
  } finally {
    await quit()
    folder.remove()
  }
})
