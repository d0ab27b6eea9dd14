// A scanner that types presses nothing, anywhere: what it typed is shown as a read, and every screen stays as it was.
import { join } from 'node:path'
import { endingMs } from '../../src/renderer/keyboard/key-guard'
import { enrolmentLinkOf } from '../../src/shared/enrolment/link'
import { startBench, temporaryFolder } from './support/bench'
import { expect, type Laboratory, test } from './support/laboratory'
import { dress, look, lookTwice } from './support/look'
import { startCentral } from './support/processes'
import { scan, scannedTag } from './support/scanner'
import {
  card,
  chooseFirstPlace,
  exchange,
  goTo,
  openFirst,
  openStore,
  panel,
  switchTo,
  takeOff,
  vialNow,
} from './support/screens'
import { secondWindow } from './support/second-window'

type Page = Laboratory['bench']['page']

const note = (page: Page) => page.getByTestId('typed-read')

/** The read is shown, with why nothing came of it; then it is put away, so that the next one is seen to be new. */
async function expectShown(page: Page, text = scannedTag): Promise<void> {
  await expect(note(page)).toContainText('types like a keyboard')
  await expect(note(page)).toHaveAttribute('data-read', text)
  await note(page).getByRole('button', { name: 'Close' }).click()
  await expect(note(page)).toHaveCount(0)
  // As long as the scan's own ending might still come, nobody's key is a person's.
  await page.waitForTimeout(endingMs + 100)
}

async function scanAndExpectShown(page: Page): Promise<void> {
  await scan(page)
  await expectShown(page)
}

test('tagging: no place chosen, nothing undone or skipped, no sheet closed, the finished one not left', async ({
  laboratory,
}) => {
  test.setTimeout(180_000)
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  await dress(page, { scheme: 'light', language: 'en' })
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B', 'VL-C'])
  await openStore(page, procedure)

  // Needs place: Enter would open the sheet.
  await scanAndExpectShown(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel(page)).toHaveAttribute('data-step', 'needsPlace')

  // A sheet is open: neither Escape nor Enter on what has the focus in it.
  await panel(page).getByRole('button', { name: 'Choose a place' }).click()
  const sheet = page.getByRole('dialog', { name: 'Where do the vials go?' })
  await expect(sheet).toBeVisible()
  await scan(page, { after: ['Escape'] })
  await expect(note(page)).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).focus()
  await scanAndExpectShown(page)
  await scan(page, { before: ['Escape'] })
  await expectShown(page)
  await expect(sheet).toBeVisible()
  // A field that takes no codes: nothing is typed into it, and no cane is added.
  const cane = sheet.getByRole('textbox')
  const name = await cane.inputValue()
  await cane.focus()
  await scanAndExpectShown(page)
  await expect(cane).toHaveValue(name)
  await expect(cane).toBeFocused()
  await sheet.getByRole('button', { name: 'Close' }).click()

  await chooseFirstPlace(page)
  reader.place({ epc: 'AA0000000000000000000011' })
  await expect(vialNow(page)).toHaveText('VL-B')
  await exchange(reader, { epc: 'AA0000000000000000000012' })
  await expect(vialNow(page)).toHaveText('VL-C')
  await takeOff(reader)

  // Undo and Skip have been touched once.
  const undo = page.getByRole('button', { name: 'Undo VL-B' })
  await undo.click()
  await expect(vialNow(page)).toHaveText('VL-B')
  await expect(page.getByRole('button', { name: /^Undo/ })).not.toBeFocused()
  const undone = await panel(page).getAttribute('data-result-number')
  await page.getByRole('button', { name: 'Undo VL-A' }).focus()
  await scanAndExpectShown(page)
  await scan(page, { after: ['Enter'], text: '12' })
  await expectShown(page, '12')
  await scan(page, { before: [' '] })
  await expectShown(page)
  await expect(panel(page)).toHaveAttribute('data-result-number', undone ?? '')
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  await expect(vialNow(page)).toHaveText('VL-C')
  await expect(page.getByRole('button', { name: 'Skip', exact: true })).not.toBeFocused()
  await page.getByRole('button', { name: 'Skip', exact: true }).focus()
  await scanAndExpectShown(page)
  await expect(vialNow(page)).toHaveText('VL-C')

  // F8, F9 and Escape do not lead away from a vial that lies on the reader; a touch does.
  await exchange(reader, { epc: 'AA0000000000000000000013' })
  await expect(panel(page)).toHaveAttribute('data-step', 'onlySkipped')
  for (const key of ['F8', 'F9', 'Escape']) {
    await page.keyboard.press(key)
    await expect(page.getByText('A vial is on the reader')).toBeVisible()
    await expect(panel(page)).toBeVisible()
  }
  await takeOff(reader)

  await panel(page).getByRole('button', { name: 'Tag VL-B now' }).click()
  await exchange(reader, { epc: 'AA0000000000000000000014' })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await takeOff(reader)
  await lookAfterScan(page, 'typed-read-tagging')
  await scanAndExpectShown(page)
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await page.keyboard.press('F8')
  await expect(page.getByTestId('sync-link')).toBeVisible()
})

/** The note goes by itself: each look has a scan of its own. */
async function lookAfterScan(page: Page, name: string): Promise<void> {
  for (const as of [
    { scheme: 'dark', language: 'de' },
    { scheme: 'light', language: 'en' },
  ] as const) {
    await dress(page, as)
    await scan(page)
    await expect(note(page)).toBeVisible()
    await look(page, name, as)
    await expect(note(page)).toHaveCount(0, { timeout: 20_000 })
  }
}

test('worklist, review and its sheet, sync centre, work offline, settings', async ({ laboratory }) => {
  const { page } = laboratory.bench
  await dress(page, { scheme: 'light', language: 'en' })
  await scanAndExpectShown(page)
  await openFirst(page, 'toReview', 'Review')
  await switchTo(page, 'supervisor')
  await scanAndExpectShown(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: /^Approve \d/ }).click()
  const approve = page.getByRole('dialog').getByRole('button', { name: 'Approve retrieval' })
  await approve.focus()
  await scanAndExpectShown(page)
  await scan(page, { after: ['Tab', 'Enter'] })
  await expectShown(page)
  await expect(approve).toBeVisible()
  await expect(approve).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('F8')
  const link = page.getByTestId('sync-link')
  await expect(link).toHaveAttribute('data-link', 'online')
  await page.getByRole('switch').first().focus()
  await scan(page, { before: [' '] })
  await expectShown(page)
  await scanAndExpectShown(page)
  await expect(link).toHaveAttribute('data-link', 'online')
  // Offline on purpose: what Enter would end.
  await page.keyboard.press(' ')
  await expect(link).toHaveAttribute('data-link', 'offlineOnPurpose')
  await scanAndExpectShown(page)
  await expect(link).toHaveAttribute('data-link', 'offlineOnPurpose')

  // F9 as a prefix leads nowhere; pressed by a person it does.
  await scan(page, { before: ['F9'] })
  await expectShown(page)
  await expect(link).toBeVisible()
  await page.keyboard.press('F9')
  await expect(link).toBeHidden()
  await scanAndExpectShown(page)
})

test('an open conflict', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { second, end } = await secondWindow(laboratory)
  const { page } = laboratory.bench
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
    await page.getByRole('button', { name: /Cancelled at central/ }).click()
    await expect(page.getByRole('radio', { name: /Keep the state at central/ })).toBeChecked()
    await scanAndExpectShown(page)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Keep the state at central' })
    await sheet.getByRole('button', { name: 'Confirm decision' }).focus()
    await scanAndExpectShown(page)
    await expect(sheet).toBeVisible()
  } finally {
    await end()
  }
})

test('the first run: no step is taken, no central confirmed; the reader step says what kind of reader it is', async () => {
  const folder = temporaryFolder()
  const central = await startCentral(join(folder.path, 'central'))
  const bench = await startBench({ dataDir: join(folder.path, 'bench'), args: ['--first-run'] })
  const { page } = bench
  const step = (name: string) => expect(page.locator('#content')).toHaveAttribute('data-step', name)
  const button = (name: string | RegExp) => page.locator('#content').getByRole('button', { name })
  try {
    await step('language')
    await scan(page)
    await expect(note(page)).toContainText('types like a keyboard')
    await step('language')
    await page.getByRole('radio', { name: 'English' }).focus()
    await scan(page)
    await step('language')
    await button('Continue').click()
    await button(/^Connect this bench/).focus()
    await scan(page)
    await step('purpose')
    await button(/^Connect this bench/).click()
    await step('central')
    const [address, code] = [page.getByLabel('Address of central'), page.getByLabel('One-time code')]
    const { url, benchEnrolmentCode } = central.ready
    // On a German keyboard; then a code alone, on a French one, in place of the first.
    await code.focus()
    await scan(page, { text: enrolmentLinkOf({ central: url, code: 'ABCD-YZ34', fingerprint: null }), layout: 'de' })
    await expect(address).toHaveValue(url)
    await expect(code).toHaveValue('ABCD-YZ34')
    await scan(page, { text: `]Q3${benchEnrolmentCode}`, layout: 'fr', after: ['Tab'] })
    await expect(code).toHaveValue(benchEnrolmentCode)
    await expect(code).toBeFocused()
    // What means nothing does not stay, and is said; nobody has been asked anything.
    await scan(page, { text: 'A-B]', layout: 'de' })
    await expect(page.getByRole('alert').filter({ hasText: 'set to German' })).toBeVisible()
    await expect(code).toHaveValue(benchEnrolmentCode)
    await lookTwice(page, 'first-run-other-layout')
    await expect(button('Find central')).toBeVisible()
    await button('Find central').click()
    const question = page.getByRole('heading', { name: 'Is this your central?' })
    await expect(question).toBeVisible()
    await scan(page)
    await button(/^(Yes, connect|Connect without)/).focus()
    await scan(page)
    await scan(page, { before: ['Enter'] })
    await expect(note(page)).toBeVisible()
    await expect(question).toBeVisible()
    await button(/^(Yes, connect|Connect without)/).click()
    await step('reader')
    await scan(page)
    await expect(page.getByTestId('reader-check')).toContainText('types like a keyboard')
    await expect(page.getByTestId('reader-check')).toContainText('E280')
    await step('reader')
    await lookTwice(page, 'first-run-typed-read')
  } finally {
    await bench.quit()
    await central.stop()
    folder.remove()
  }
})

test('fields that take codes: cleaned, replaced by the second scan, and never submitted by one', async ({
  laboratory,
}) => {
  const { page } = laboratory.bench
  await goTo(page, 'Inventory')
  const search = page.getByRole('textbox', { name: 'Search the inventory' })
  await search.focus()
  await scan(page, { text: ']C1VL-001' })
  await expect(search).toHaveValue('VL-001')
  await scan(page, { text: 'VL-002' })
  await expect(search).toHaveValue('VL-002')
  await expect(note(page)).toHaveCount(0)
  // Typed by a person, it stays what it was.
  await page.keyboard.type('X', { delay: 120 })
  await expect(search).toHaveValue('VL-002X')
})
