// After a restore of central: what it may have lost stands in a list at the bench, vials are verified by laying them on the reader, and
// whatever else is missing is closed by a supervisor.
import type { Page } from '@playwright/test'
import { outOfSight } from './support/in-sight'
import { expect, type Laboratory, test } from './support/laboratory'
import { lookTwice } from './support/look'
import { deviceOf, names, type Restored, restoreCentral, tags } from './support/restored'
import { goTo, switchTo, takeOff } from './support/screens'

const count = (page: Page) => page.getByTestId('attention-count')
const step = (page: Page) => page.locator('[data-step]')
const vialLine = (page: Page, name: string) => page.locator('[data-verify]', { hasText: name })
const lossLines = (page: Page) => page.locator('[data-loss]')
const openList = (page: Page) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Needs attention' }).click()
const primary = (page: Page) => page.locator('button[data-primary]')
/** The bench has heard everything anew from the central that was restored. */
const readyAgain = (page: Page) =>
  expect(page.getByTestId('status-central')).toContainText('connected', { timeout: 30_000 })
const lay = ({ reader }: Laboratory, ...epcs: readonly string[]) => reader.place(...epcs.map((epc) => ({ epc })))

async function noMoreIsHeld(laboratory: Laboratory, { stored }: Restored): Promise<void> {
  const { page } = laboratory.bench
  await expect(count(page)).toHaveCount(0)
  await expect(page.getByText('Nothing needs attention')).toBeVisible()
  await expect(page.locator('[data-restoration="done"]')).toContainText('Nothing open')
  // It lies there already: there is nothing left to do for a device.
  expect(await deviceOf(laboratory.central.ready).queue()).not.toContain(stored)
}

test('vials are verified by a scan, and the list empties', async ({ laboratory }) => {
  test.slow()
  const restored = await restoreCentral(laboratory)
  const { page } = laboratory.bench
  await openList(page)
  await expect(page.locator('[data-restoration="open"]')).toContainText('may be missing')
  // The sample has one too, of which its device could not say what it did with it.
  await expect(page.locator('[data-verify]')).toHaveCount(3)
  await expect(lossLines(page)).toHaveCount(2)
  await lookTwice(page, 'attention-list')

  // Laid on the reader it opens itself; its place is proposed, one touch saves.
  lay(laboratory, tags[0])
  await expect(step(page)).toHaveAttribute('data-step', 'scanned')
  await expect(page.getByTestId('verify-now')).toHaveText(names[0])
  await lookTwice(page, 'attention-scanned')
  await primary(page).click()
  await expect(page.getByText(`${names[0]} verified`)).toBeVisible({ timeout: 10_000 })
  await expect(vialLine(page, names[0])).toHaveCount(0)
  await takeOff(laboratory.reader)
  await expect(count(page)).toHaveText('5')

  // Another vial, and two at once, are refused.
  await vialLine(page, names[1]).getByRole('button', { name: 'Verify' }).click()
  await expect(step(page)).toHaveAttribute('data-step', 'scan')
  await lookTwice(page, 'attention-scan')
  lay(laboratory, tags[0])
  await expect(page.locator('[data-refusal="otherVial"]')).toContainText(`This is ${names[0]} of SUBJ-2024-001`)
  await expect(primary(page)).toBeDisabled()
  await lookTwice(page, 'attention-other')
  await takeOff(laboratory.reader)
  lay(laboratory, tags[0], tags[1])
  await expect(page.locator('[data-refusal="severalTags"]')).toBeVisible()
  await expect(primary(page)).toBeDisabled()
  await takeOff(laboratory.reader)
  await expect(step(page)).toHaveAttribute('data-step', 'scan')
  lay(laboratory, tags[1])
  await expect(step(page)).toHaveAttribute('data-step', 'scanned')
  // Back in the cold before anybody touches the screen.
  await takeOff(laboratory.reader)
  await primary(page).click()
  await expect(page.getByText(`${names[1]} verified`)).toBeVisible({ timeout: 10_000 })
  await expect(page.locator('[data-verify]')).toHaveCount(1)

  // The rest is a supervisor's to close.
  await expect(lossLines(page).first().getByRole('button', { name: 'Close' })).toBeDisabled()
  await switchTo(page, 'supervisor')
  await page.locator('[data-verify]').getByRole('button', { name: 'Verify' }).click()
  await page.getByRole('button', { name: "Can't be scanned" }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookTwice(page, 'attention-unscanned')
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Not found/ })
    .check()
  await page.getByRole('button', { name: 'Searched tank, canister and neighbouring canes' }).click()
  await page.getByRole('button', { name: /^Sign as / }).click()
  await expect(page.locator('[data-verify]')).toHaveCount(0)
  for (const left of [1, 0]) {
    await lossLines(page).first().getByRole('button', { name: 'Close' }).click()
    const sheet = page.getByRole('dialog')
    await expect(sheet).toBeVisible()
    if (left === 1) await lookTwice(page, 'attention-close')
    await sheet.getByRole('button', { name: 'Requested again' }).click()
    await sheet.getByRole('button', { name: 'Close this entry' }).click()
    await expect(lossLines(page)).toHaveCount(left)
  }
  await noMoreIsHeld(laboratory, restored)
  await lookTwice(page, 'attention-none')
})

test('what was verified here says so before central has confirmed it', async ({ laboratory }) => {
  await restoreCentral(laboratory)
  const { page } = laboratory.bench
  await openList(page)
  await readyAgain(page)
  await laboratory.central.stop()
  await expect(page.getByTestId('status-central')).toContainText('offline', { timeout: 60_000 })
  await lookTwice(page, 'attention-offline')
  lay(laboratory, tags[0])
  await expect(step(page)).toHaveAttribute('data-step', 'scanned')
  await primary(page).click()
  await expect(page.getByText(`${names[0]} verified`)).toBeVisible({ timeout: 10_000 })
  await takeOff(laboratory.reader)
  await lookTwice(page, 'attention-waiting')
  await goTo(page, 'Inventory')
  await page.locator('[data-search]').first().fill(names[0])
  await expect(page.getByRole('cell').getByText('not yet confirmed')).toBeVisible()
  await lookTwice(page, 'inventory-verified-here')
  lay(laboratory, tags[0])
  await expect(page.getByRole('dialog')).toContainText('not yet confirmed by central')
  await lookTwice(page, 'vial-verified-here')
  await takeOff(laboratory.reader)
  await expect(page.getByRole('dialog')).toBeHidden()
  await goTo(page, 'Worklist')
  await page.getByRole('button', { name: 'New procedure' }).click()
  lay(laboratory, tags[0])
  await expect(page.getByRole('alert')).toContainText(`${names[0]} was verified at this bench`)
  await lookTwice(page, 'making-verified-here')
})

test('all of it by the keyboard, and in sight at every size', async ({ laboratory }) => {
  await restoreCentral(laboratory)
  const { page } = laboratory.bench
  await page.keyboard.press('F7')
  await expect(page.getByRole('heading', { level: 1, name: 'Needs attention' })).toBeVisible()
  lay(laboratory, tags[0])
  await expect(step(page)).toHaveAttribute('data-step', 'scanned')
  expect(await outOfSight(laboratory.bench, 'attention-verify', ['[data-testid="verify-now"] bdi'])).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${names[0]} verified`)).toBeVisible({ timeout: 10_000 })
  await takeOff(laboratory.reader)
  // To the row's button, and back by Esc.
  await vialLine(page, names[1]).getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(step(page)).toHaveAttribute('data-step', 'scan')
  await page.keyboard.press('Escape')
  await expect(vialLine(page, names[1])).toBeVisible()
})
