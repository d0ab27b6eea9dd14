// Every screen's and sheet's primary act, and the vial's name, are in sight when the system magnifies a small screen, in both languages.
import { join } from 'node:path'
import { startBench, temporaryFolder } from './support/bench'
import { outOfSight } from './support/in-sight'
import { expect, test } from './support/laboratory'
import { startCentral } from './support/processes'
import {
  card,
  chooseFirstPlace,
  exchange,
  goTo,
  lane,
  openFirst,
  openStore,
  panel,
  switchTo,
  takeOff,
  vialNow,
} from './support/screens'
import { secondWindow } from './support/second-window'

test.setTimeout(300_000)

test('worklist, inventory, devices, settings, health, sync centre, people, a vial', async ({ laboratory }) => {
  const { bench } = laboratory
  const { page } = bench
  const seen: string[] = []
  const measure = async (name: string, more?: readonly string[]) => {
    seen.push(...(await outOfSight(bench, name, more)))
  }
  await measure('worklist', ['[data-testid^="procedure-"] button'])
  await page.getByTitle('List').click()
  await measure('list', ['[role="table"] button'])
  await page.getByTitle('Cards').click()
  await page.getByRole('button', { name: /Change person$/ }).click()
  await measure('people', ['[aria-pressed]'])
  await page.keyboard.press('Escape')
  await goTo(page, 'Inventory')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await measure('inventory', ['main input'])
  await page.getByRole('row').nth(1).getByRole('button').first().click()
  await measure('vial')
  await page.keyboard.press('Escape')
  await goTo(page, 'Worklist')
  await page.getByRole('button', { name: 'New procedure' }).click()
  await expect(page.getByRole('heading', { name: 'New procedure' })).toBeVisible()
  await measure('making')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await goTo(page, 'Devices')
  await measure('devices', ['h1'])
  await page.getByRole('button', { name: 'Settings' }).click()
  await measure('settings', ['h1'])
  await page.keyboard.press('F9')
  await measure('health')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await switchTo(page, 'supervisor')
  await page
    .getByTestId('backups')
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click()
  await measure('restore')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F8')
  await measure('sync')
  await page.evaluate(() => window.bench.request('sync/workOffline', { offline: true }))
  await measure('sync-on-purpose')
  await page.evaluate(() => window.bench.request('sync/workOffline', { offline: false }))
  expect(seen).toEqual([])
})

test('procedure and its sheet, review and its sheets', async ({ laboratory }) => {
  const { bench } = laboratory
  const { page } = bench
  const seen: string[] = []
  const measure = async (name: string, more?: readonly string[]) => {
    seen.push(...(await outOfSight(bench, name, more)))
  }
  await switchTo(page, 'supervisor')
  await openFirst(page, 'queued', 'Open')
  await measure('procedure', ['main [data-variant="stop"]'])
  await page.getByRole('button', { name: 'Cancel procedure' }).click()
  await measure('cancel')
  await page.keyboard.press('Escape')
  await goTo(page, 'Worklist')
  await lane(page, 'running').getByRole('button', { name: /^Open/ }).first().click()
  await measure('running', ['main [data-variant="stop"]'])
  await page.getByRole('button', { name: 'End procedure' }).click()
  await measure('end')
  await page.keyboard.press('Escape')
  await openFirst(page, 'toReview', 'Review')
  await measure('review', ['main [data-variant="stop"]'])
  await page.getByRole('button', { name: /^Approve \d/ }).click()
  await measure('accept')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Refuse' }).click()
  await measure('refuse')
  expect(seen).toEqual([])
})

test('tagging in each state, and the place', async ({ laboratory }) => {
  const { bench, integration, reader } = laboratory
  const { page } = bench
  const seen: string[] = []
  const measure = async (name: string, more?: readonly string[]) => {
    seen.push(...(await outOfSight(bench, name, more)))
  }
  const undo = '[data-acts] button:first-child'
  const procedure = await integration.requestStore('SUBJ-2024-001', [
    'VL-2024-000123-A',
    'VL-2024-000123-B',
    'VL-2024-000123-C',
  ])
  await openStore(page, procedure)
  await measure('needs-place', [undo])
  await panel(page).getByRole('button', { name: 'Choose a place' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Cane', exact: true })).toBeVisible()
  await measure('place')
  await page.keyboard.press('Escape')
  await chooseFirstPlace(page)
  await measure('expecting', [undo])
  reader.place({ epc: 'DD0000000000000000000001' }, { epc: 'DD0000000000000000000002' })
  await expect(panel(page)).toHaveAttribute('data-step', 'refused')
  await measure('several', ['[data-refused-next]'])
  await exchange(reader, { epc: 'DD0000000000000000000001' })
  await expect(vialNow(page)).toHaveText('VL-2024-000123-B')
  await measure('accepted', [undo])
  await takeOff(reader)
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  await exchange(reader, { epc: 'DD0000000000000000000003' })
  await expect(panel(page)).toHaveAttribute('data-step', 'onlySkipped')
  await measure('only-skipped', ['[data-testid="result-panel"] button'])
  await takeOff(reader)
  await panel(page)
    .getByRole('button', { name: /^Tag .* now$/ })
    .click()
  await exchange(reader, { epc: 'DD0000000000000000000004' })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await measure('finished')
  await goTo(page, 'Worklist')
  await expect(card(page, procedure)).toBeVisible()
  await expect(lane(page, 'queued')).toBeVisible()
  expect(seen).toEqual([])
})

test('conflicts: the list, one, its sheet, decided', async ({ laboratory }) => {
  const { bench, integration, reader } = laboratory
  const { second, end } = await secondWindow(laboratory)
  const { page } = bench
  const seen: string[] = []
  const measure = async (name: string, more?: readonly string[]) => {
    seen.push(...(await outOfSight(bench, name, more)))
  }
  try {
    const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
    await expect(card(second.page, procedure)).toBeVisible()
    await expect(card(page, procedure)).toBeVisible()
    await page.evaluate(() => window.bench.request('sync/workOffline', { offline: true }))
    await openStore(page, procedure)
    await chooseFirstPlace(page)
    reader.place({ epc: 'CC0000000000000000000104' })
    await expect(vialNow(page)).toHaveText('VL-B')
    await takeOff(reader)
    await page.getByRole('button', { name: 'Pause and continue later' }).click()
    await switchTo(second.page, 'supervisor')
    await second.page.evaluate(
      (procedureId) => window.bench.request('procedure/cancel', { procedureId, reason: 'Asked for twice' }),
      procedure,
    )
    await expect.poll(() => integration.status(procedure)).toBe('CANCELLED')
    await page.evaluate(() => window.bench.request('sync/workOffline', { offline: false }))
    await page.getByTestId('status-conflicts').click({ timeout: 30_000 })
    await measure('conflicts', ['main li button, main [role="row"] button'])
    await page.getByRole('button', { name: /Cancelled at central/ }).click()
    await expect(page.getByRole('radio', { name: /Keep the state at central/ })).toBeChecked()
    await measure('conflict')
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Keep the state at central' })
    await expect(sheet).toBeVisible()
    await measure('decide')
    await sheet.getByRole('button', { name: 'Confirm decision' }).click()
    await expect(page.getByTestId('conflict-done')).toHaveAttribute('data-saving', 'confirmed', { timeout: 30_000 })
    await measure('decided')
    expect(seen).toEqual([])
  } finally {
    await end()
  }
})

test('the first run, and a refused enrolment', async () => {
  const folder = temporaryFolder()
  const central = await startCentral(join(folder.path, 'central'))
  const bench = await startBench({ dataDir: join(folder.path, 'bench'), args: ['--first-run'] })
  const { page } = bench
  const seen: string[] = []
  const measure = async (name: string, more?: readonly string[]) => {
    seen.push(...(await outOfSight(bench, name, more)))
  }
  const button = (name: string | RegExp) => page.locator('#content').getByRole('button', { name })
  try {
    await measure('first-language')
    await button('Continue').click()
    await measure('first-purpose', ['main h1 ~ div button'])
    await button(/^Connect this bench/).click()
    await measure('first-central')
    await page.getByLabel('Address of central').fill(central.ready.url)
    await page.getByLabel('One-time code').fill('AAAA-BBBB-CCCC')
    await button('Find central').click()
    await expect(page.getByRole('heading', { name: 'Is this your central?' })).toBeVisible()
    await measure('first-confirm')
    await button(/^(Yes, connect|Connect without)/).click()
    await expect(page.locator('[data-refusal]')).toBeVisible({ timeout: 20_000 })
    await measure('first-refused')
    await page.getByLabel('One-time code').fill(central.ready.benchEnrolmentCode)
    await button('Find central').click()
    await button(/^(Yes, connect|Connect without)/).click()
    await expect(page.locator('#content')).toHaveAttribute('data-step', 'reader', { timeout: 20_000 })
    await measure('first-reader', ['main [data-variant="plain"]'])
    await button('Skip the reader').click()
    await measure('first-sound')
    expect(seen).toEqual([])
  } finally {
    await bench.quit()
    await central.stop()
    folder.remove()
  }
})
