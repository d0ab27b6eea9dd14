// What waits for central and why, working offline on purpose, the export, and a conflict decided: as staff see them, with real benches.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/laboratory'
import { dress, look, lookTwice } from './support/look'
import { startCentral } from './support/processes'
import { card, chooseFirstPlace, goTo, openFirst, openStore, panel, switchTo, vialNow } from './support/screens'
import { secondWindow } from './support/second-window'

const link = (page: Page) => page.getByTestId('sync-link')
const waiting = (page: Page) => page.getByTestId('sync-waiting')
const status = (page: Page) => page.getByTestId('status-central')

async function toSyncCentre(page: Page): Promise<void> {
  await page.keyboard.press('F8')
  await expect(page.getByRole('heading', { name: 'Sync centre' })).toBeVisible()
}

async function workOffline(page: Page): Promise<void> {
  await toSyncCentre(page)
  await page.getByRole('switch', { name: 'Work offline' }).click()
  await expect(link(page)).toHaveAttribute('data-link', 'offlineOnPurpose')
}

test('what waits is told with its reason, and all of it arrives', async ({ laboratory }) => {
  const { integration, reader, central, folder } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  await central.kill()
  await expect(status(page)).toContainText('offline', { timeout: 30_000 })
  reader.place({ epc: 'CC0000000000000000000101' })
  await expect(vialNow(page)).toHaveText('VL-B')
  reader.lift()
  await lookTwice(page, 'tagging-offline')

  await toSyncCentre(page)
  await expect(link(page)).toContainText('Offline since')
  await expect(link(page).getByRole('timer')).toBeVisible()
  await expect(waiting(page)).toHaveAttribute('data-count', '1')
  await expect(waiting(page).getByRole('row').nth(1)).toContainText('Tag assigned to VL-A')
  await expect(waiting(page).getByRole('row').nth(1)).toContainText('Waiting for the network')
  await lookTwice(page, 'sync-waiting')
  const rightToLeft = { scheme: 'light', language: 'en-XB' } as const
  await dress(page, rightToLeft)
  await look(page, 'sync-waiting', rightToLeft)
  await dress(page, { scheme: 'light', language: 'en' })

  const back = await startCentral(join(folder, 'central'), { port: central.port })
  try {
    await expect(async () => {
      await link(page)
        .getByRole('button', { name: /Try now|Sync now/ })
        .click()
      await expect(link(page)).toHaveAttribute('data-link', 'online', { timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    await expect(waiting(page)).toContainText('Everything has reached central')
    await expect(page.getByTestId('sync-clock')).toHaveAttribute('data-verdict', 'right')
    await expect(page.getByTestId('sync-feed')).toContainText('All received')
    await expect(page.getByTestId('status-outbox')).toContainText('all sent')
  } finally {
    await back.stop()
  }
})

/** All but the health page, which says it among what it has looked at. */
const screensWithWayBack: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['worklist', (page) => goTo(page, 'Worklist')],
  ['storage', (page) => goTo(page, 'Inventory')],
  ['devices', (page) => goTo(page, 'Devices')],
  ['procedure', (page) => openFirst(page, 'queued', 'Open')],
  ['review', (page) => openFirst(page, 'toReview', 'Review')],
  [
    'conflicts',
    async (page) => {
      await toSyncCentre(page)
      await expect(page.getByTestId('sync-refused')).toHaveAttribute('data-count', '0')
      await page.getByRole('button', { name: 'Open the conflict desk' }).click()
      await expect(page.getByText('Bench and central agree')).toBeVisible()
    },
  ],
]

test('offline on purpose is calm on every screen, is kept over a restart, and the way back is always there', async ({
  laboratory,
}) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
  await expect(card(page, procedure)).toBeVisible()
  await workOffline(page)
  await lookTwice(page, 'sync-on-purpose')
  await expect(link(page).getByRole('button', { name: 'Go back online' })).toBeVisible()

  const wayBack = (where: Page) => where.getByRole('button', { name: 'Go back online' }).first()
  for (const [screen, open] of screensWithWayBack) {
    await open(page)
    await expect(wayBack(page)).toBeVisible()
    await lookTwice(page, `on-purpose-${screen}`)
  }
  await page.keyboard.press('F9')
  await expect(page.getByTestId('health-central')).toHaveAttribute('data-found', 'onPurpose')
  await expect(page.getByTestId('health-verdict')).toHaveAttribute('data-status', 'ok')
  await lookTwice(page, 'on-purpose-health')
  await goTo(page, 'Inventory')
  await page.getByRole('table').getByRole('button').first().click()
  await expect(page.getByRole('dialog')).toContainText('As last reported by central')
  await lookTwice(page, 'on-purpose-vial')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(wayBack(page)).toBeVisible()
  await lookTwice(page, 'on-purpose-settings')

  await laboratory.bench.kill()
  const again = (await laboratory.restartBench()).page
  await expect(status(again)).toHaveAttribute('data-link', 'offlineOnPurpose')
  await openStore(again, procedure)
  await expect(wayBack(again)).toBeVisible()
  await chooseFirstPlace(again)
  reader.place({ epc: 'CC0000000000000000000102' })
  await expect(panel(again)).toHaveAttribute('data-step', 'finished')
  await expect(panel(again)).toContainText('will be sent to central')
  expect(await integration.status(procedure)).toBe('PENDING')
  await wayBack(again).click()
  await expect(again.getByTestId('status-outbox')).toContainText('all sent', { timeout: 30_000 })
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
  reader.lift()
})

test('the outbox is exported; a disk that refuses is told with what to do', async ({ laboratory }) => {
  const { integration, reader, folder } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place({ epc: 'CC0000000000000000000103' })
  await panel(page).getByRole('button', { name: 'Back to the worklist' }).click()
  await expect(card(page, procedure)).toBeVisible()
  reader.lift()
  await toSyncCentre(page)
  const exported = page.getByTestId('sync-exported')
  const button = page.getByRole('button', { name: 'Export the outbox' })
  await button.click()
  const file = (await exported.locator('code').textContent()) ?? ''
  expect(existsSync(file), file).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain('CC0000000000000000000103')
  await lookTwice(page, 'sync-exported')

  // A file where the folder must be: no disk could write into it.
  const exports = join(folder, 'bench', 'exports')
  rmSync(exports, { recursive: true, force: true })
  writeFileSync(exports, '')
  await button.click()
  await expect(exported).toContainText('The file could not be written')
  await expect(exported).toContainText('Everything is still on this bench')
  await lookTwice(page, 'sync-export-failed')
  rmSync(exports)
  mkdirSync(exports)
  await button.click()
  await expect(exported.locator('code')).toBeVisible()
})

test('a procedure that was cancelled meanwhile comes to the conflict desk, and is decided with the keyboard', async ({
  laboratory,
}) => {
  const { integration, reader } = laboratory
  const { second, end } = await secondWindow(laboratory)
  const { page } = laboratory.bench
  try {
    const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
    await expect(card(second.page, procedure)).toBeVisible()
    await expect(card(page, procedure)).toBeVisible()
    await workOffline(page)
    await goTo(page, 'Worklist')
    await openStore(page, procedure)
    await chooseFirstPlace(page)
    reader.place({ epc: 'CC0000000000000000000104' })
    await expect(vialNow(page)).toHaveText('VL-B')
    reader.lift()
    await page.getByRole('button', { name: 'Pause and continue later' }).click()

    await switchTo(second.page, 'supervisor')
    await second.page.evaluate(
      (procedureId) => window.bench.request('procedure/cancel', { procedureId, reason: 'Asked for twice' }),
      procedure,
    )
    await expect.poll(() => integration.status(procedure)).toBe('CANCELLED')

    await page.getByRole('button', { name: 'Go back online' }).first().click()
    await expect(page.getByTestId('status-conflicts')).toContainText('1 conflict', { timeout: 30_000 })
    await toSyncCentre(page)
    await expect(page.getByText('1 conflict is waiting for a decision.')).toBeVisible()
    await expect(
      page.getByTestId('sync-refused').getByRole('button', { name: /Cancelled at central.*SUBJ-2024-001/ }),
    ).toBeVisible()
    await lookTwice(page, 'sync-conflict')
    await page.getByRole('button', { name: 'Open the conflict desk' }).click()
    await lookTwice(page, 'conflicts')
    await page.getByRole('button', { name: /Cancelled at central/ }).click()
    await expect(page.getByRole('radio', { name: /Keep the state at central/ })).toBeChecked()
    await expect(page.locator('tr[data-field="status"]')).toHaveAttribute('data-differs', 'true')
    await lookTwice(page, 'conflict-cancelled')

    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Keep the state at central' })
    await expect(sheet).toContainText('Take the tag off')
    await lookTwice(page, 'conflict-confirm')
    await sheet.getByRole('button', { name: 'Confirm decision' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('conflict-done')).toHaveAttribute('data-saving', 'confirmed', { timeout: 30_000 })
    await expect(page.getByTestId('status-conflicts')).toBeHidden()
    await lookTwice(page, 'conflict-done')
    await page.getByRole('button', { name: 'All conflicts' }).click()
    await expect(page.getByText('Bench and central agree')).toBeVisible()
    await expect(page.getByRole('row', { name: /VL-A/ })).toContainText('confirmed')
    await lookTwice(page, 'conflicts-none')
  } finally {
    await end()
  }
})
