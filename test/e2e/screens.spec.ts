// Every screen in light and dark, English and German, at the usual bench PC's size: what `look` asks of each, and pictures in out/screens
// to be looked at.
import { join } from 'node:path'
import { startBench } from './support/bench'
import { expect, type Laboratory, test } from './support/laboratory'
import { dress, type Look, look, lookTwice } from './support/look'
import { startDeviceSimulator } from './support/processes'
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
  vialNow,
} from './support/screens'

async function tour(laboratory: Laboratory, as: Look): Promise<void> {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await expect(card(page, procedure)).toBeVisible()
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  await dress(page, as)
  await look(page, 'tagging-expecting', as)
  reader.place({ epc: 'DD0000000000000000000001' }, { epc: 'DD0000000000000000000002' })
  await expect(panel(page)).toHaveAttribute('data-step', 'refused')
  await look(page, 'tagging-several', as)
  await exchange(reader, { epc: 'DD0000000000000000000001' })
  await expect(vialNow(page)).toHaveText('VL-B')
  await look(page, 'tagging-accepted', as)
  reader.lift()
}

for (const as of [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'de' },
  { scheme: 'light', language: 'en-XB' },
] as const) {
  test(`tagging in ${as.scheme}, ${as.language}`, async ({ laboratory }) => {
    await tour(laboratory, as)
  })
}

for (const as of [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'en' },
] as const) {
  test(`worklist, storage, devices, settings in ${as.scheme}`, async ({ laboratory }) => {
    const { page } = laboratory.bench
    await dress(page, as)
    await look(page, 'worklist', as)
    await goTo(page, 'Inventory')
    await expect(page.getByRole('heading', { name: 'Inventory' })).toBeVisible()
    await look(page, 'storage', as)
    await goTo(page, 'Devices')
    await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible()
    await look(page, 'devices', as)
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await look(page, 'settings', as)
  })
}

test('the list, a review, a detail, the sheets', async ({ laboratory }) => {
  const { integration, central } = laboratory
  const { page } = laboratory.bench
  await dress(page, { scheme: 'light', language: 'en' })
  await page.getByTitle('List').click()
  await expect(page.getByRole('table', { name: 'Worklist' })).toBeVisible()
  await lookTwice(page, 'worklist-list')
  await page.getByTitle('Cards').click()

  await page.getByRole('button', { name: /Change person$/ }).click()
  await expect(page.getByRole('dialog', { name: 'Who is working at this bench?' })).toBeVisible()
  await lookTwice(page, 'people')
  await page.keyboard.press('Escape')

  await openFirst(page, 'queued', 'Open')
  await lookTwice(page, 'procedure-queued')
  await openFirst(page, 'toReview', 'Review')
  await lookTwice(page, 'review-staff')
  await switchTo(page, 'supervisor')
  await page.getByRole('button', { name: /^Approve \d/ }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Approve retrieval' })).toBeVisible()
  await lookTwice(page, 'review-accept')
  await page.keyboard.press('Escape')

  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await goTo(page, 'Worklist')
  await openStore(page, procedure)
  await panel(page).getByRole('button', { name: 'Choose a place' }).click()
  await page.getByRole('region', { name: 'Canister' }).getByRole('button', { name: 'C4' }).click()
  await lookTwice(page, 'places')
  await page.keyboard.press('Escape')

  await page.getByTestId('status-central').click()
  const link = page.getByTestId('sync-link')
  await expect(link).toHaveAttribute('data-link', 'online')
  await lookTwice(page, 'sync-online')
  await central.stop()
  await expect(link).toHaveAttribute('data-link', 'offline', { timeout: 30_000 })
  await lookTwice(page, 'sync-offline')
})

test('a refill, ended procedures, an absent engine, a wrong enrolment code', async ({ laboratory }) => {
  const { central, bench, folder } = laboratory
  const { page } = bench
  await dress(page, { scheme: 'light', language: 'en' })
  const refills = page.getByRole('region', { name: 'LN2 refills' })
  const device = startDeviceSimulator(central.ready, ['--speed', '60', '--seed', '1', '--fail-rate', '1'])
  try {
    await goTo(page, 'Devices')
    await expect(refills.getByRole('progressbar').first()).toBeVisible({ timeout: 30_000 })
    await lookTwice(page, 'devices-refill')
    await refills.getByRole('button').first().click()
    await lookTwice(page, 'procedure-refill')
    await goTo(page, 'Worklist')
    const failed = lane(page, 'notDoneToday').getByRole('article').filter({ hasText: 'Failed' })
    await expect(failed.first()).toBeVisible({ timeout: 30_000 })
    await lookTwice(page, 'worklist-ended')
    await failed.getByRole('button').first().click()
    await lookTwice(page, 'procedure-failed')
  } finally {
    await device.stop()
  }

  // Each restart waits longer than the one before; from the third on long enough for the screen to say so.
  const down = page.getByRole('alert').filter({ hasText: 'Cryobench is restarting' })
  await expect(async () => {
    await bench.killEngine()
    await expect(down).toBeVisible({ timeout: 600 })
  }).toPass({ intervals: [100], timeout: 30_000 })
  await look(page, 'engine-down', { scheme: 'light', language: 'en' })
  await expect(down).toBeHidden({ timeout: 20_000 })

  const stranger = await startBench({
    dataDir: join(folder, 'stranger'),
    args: ['--central', central.ready.url, '--enrol', 'WRONG-CODE-0000'],
  })
  try {
    await expect(stranger.page.getByRole('alert')).toBeVisible()
    await lookTwice(stranger.page, 'enrolment-refused')
  } finally {
    await stranger.quit()
  }
})
