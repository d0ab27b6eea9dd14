// Reads that are not one vial's: an identity that flickers, a hand that is too quick, two readers; and reads that once had no answer.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type FakeSwUhf, type FakeUhfTag, fakeRrhf, fakeSwUhf } from '../support/fakehid'
import { expect, test } from './support/laboratory'
import { lookTwice } from './support/look'
import { administer } from './support/processes'
import {
  chooseFirstPlace,
  expectRefusal,
  goTo,
  hasLeft,
  openStore,
  panel,
  readerIsEmpty,
  readerIsReady,
  takeOff,
  vialNow,
} from './support/screens'

const tag = (number: number) => ({ epc: `F10000000000000000000${String(number).padStart(3, '0')}` })
const hf = (number: number) => ({
  uid: `E0040150000000${String(number).padStart(2, '0')}`,
  scheme: 'iso15693' as const,
})
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** The vial stays where it is, and is read as another one from here on, without a pause. */
function flicker(reader: FakeSwUhf, next: FakeUhfTag): void {
  reader.place(next)
}

const savedTags = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const answer = await window.bench.request('tagging/get', undefined)
    return answer.ok ? (answer.value?.vials.flatMap(({ vial }) => vial.tag ?? []) ?? []) : []
  })

test('one unmoved vial whose tag flickers is not saved as two', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B', 'VL-C', 'VL-D'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(tag(1))
  await expect(vialNow(page)).toHaveText('VL-B')
  for (const number of [2, 3, 4]) {
    await wait(450)
    flicker(reader, tag(number))
  }
  await expectRefusal(page, 'tagChanged')
  await expect(panel(page)).toContainText('VL-A was undone')
  await expect(panel(page)).toContainText('Take everything off. Then put VL-A on alone')
  expect(await savedTags(page)).toEqual([])

  reader.lift()
  await wait(400)
  reader.place(tag(1))
  await expect(vialNow(page)).toHaveText('VL-B')
  expect(await savedTags(page)).toEqual([tag(1).epc])

  // Pictures hold up the fake reader too, so they come last.
  flicker(reader, tag(2))
  await expectRefusal(page, 'tagChanged')
  reader.lift()
  await lookTwice(page, 'tagging-changed')
})

test('a tag that changes once, after 2 s, takes the vial back too', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(tag(1))
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await wait(2000)
  flicker(reader, tag(2))
  await expectRefusal(page, 'tagChanged')
  expect(await savedTags(page)).toEqual([])
  expect(await integration.status(procedure)).toBe('PENDING')
})

test('an HF tag that changes every 700 ms is one vial', async ({ laboratory }) => {
  const { bed, integration } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B', 'VL-C'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  const polled = await fakeRrhf(bed)
  await expect(page.getByTestId('status-reader')).toContainText('+ 1 more')
  for (const number of [1, 2, 3]) {
    polled.setField([hf(number)])
    await wait(700)
  }
  await expectRefusal(page, 'tagChanged')
  expect(await savedTags(page)).toEqual([])
})

test('a hand that is too quick does not give one vial the tag of another', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(tag(1))
  await wait(120)
  reader.place(tag(2))
  await expectRefusal(page, 'tagChanged')
  await wait(1500)
  await expectRefusal(page, 'tagChanged')
  expect(await savedTags(page)).toEqual([])
})

test('two readers with different tags save neither', async ({ laboratory }) => {
  const { bed, integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  const other = await fakeSwUhf(bed, { frameSerial: 'C4DD938E170124' })
  await expect(page.getByTestId('status-reader')).toContainText('+ 1 more')
  reader.place(tag(1))
  await wait(100)
  other.place(tag(2))
  await expectRefusal(page, 'severalTags')
  expect(await savedTags(page)).toEqual([])
  other.lift()
  await takeOff(reader)
  await hasLeft()
  await expect(vialNow(page)).toHaveText('VL-A')

  // Both see it: one read, and no tag that is in use.
  reader.place(tag(1))
  other.place(tag(1))
  await expect(vialNow(page)).toHaveText('VL-B')
  await wait(300)
  await expect(panel(page)).toHaveAttribute('data-step', 'expecting')
  expect(await savedTags(page)).toEqual([tag(1).epc])
  other.lift()
  reader.lift()
})

test('every read answers: before a place is chosen, with only skipped vials left, and once more', async ({
  laboratory,
}) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const result = panel(page).locator('[data-result]')
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  reader.place(tag(1))
  await expect(result).toContainText('Not saved yet. Choose a place, then VL-A gets this tag')
  await lookTwice(page, 'tagging-waits')
  await takeOff(reader)
  await expect(result).toBeHidden()
  await readerIsEmpty(page)
  await chooseFirstPlace(page)
  reader.place(tag(1))
  await expect(vialNow(page)).toHaveText('VL-B')
  await takeOff(reader)
  await readerIsEmpty(page)
  reader.place(tag(1))
  await expect(result).toHaveText('VL-A is saved already')
  await lookTwice(page, 'tagging-same-again')
  await takeOff(reader)
  await readerIsEmpty(page)
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  reader.place(tag(2))
  await expect(result).toContainText('Not saved. Take the vial off, then tap which one it is')
  await lookTwice(page, 'tagging-only-skipped')
  await page.getByRole('button', { name: 'Tag VL-B now' }).first().click()
  await expectRefusal(page, 'notClear')
  await takeOff(reader)
  await readerIsEmpty(page)
  reader.place(tag(2))
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
})

test('the card of what lies on the reader ends with it, and is nobody’s with several', async ({ laboratory }) => {
  const { reader } = laboratory
  const { page } = laboratory.bench
  const sheet = page.getByRole('dialog')
  const stored = await page.evaluate(async () => {
    const answer = await window.bench.request('inventory/search', { text: '', offset: 0, limit: 1 })
    return answer.ok ? (answer.value.rows[0] ?? null) : null
  })
  await goTo(page, 'Inventory')
  const vial = { epc: stored?.tag ?? '' }
  reader.place(vial)
  await expect(sheet).toContainText('Vial on the reader')
  await expect(sheet).toContainText(stored?.name ?? '')
  await takeOff(reader)
  await expect(sheet).toBeHidden()

  reader.place(vial, tag(2), tag(3))
  await expect(sheet).toContainText('3 tags on the reader')
  await expect(sheet).not.toContainText(stored?.name ?? '')
  await lookTwice(page, 'reader-several')
  await takeOff(reader)
  await expect(sheet).toBeHidden()

  reader.garbage()
  await expect(sheet).toContainText('could not be read')
  await expect(sheet).toBeHidden()
})

test('a badge is answered as one, on any screen, and hinders no vial', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const badge = tag(80)
  await administer(join(laboratory.folder, 'central'), '--tag-purpose', badge.epc, '--purpose', 'badge')
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  // What central told before that has arrived with it.
  await expect(page.getByTestId(`procedure-${procedure}`)).toBeVisible()
  const sheet = page.getByRole('dialog')
  await goTo(page, 'Inventory')
  reader.place(badge)
  await expect(sheet).toContainText('This is a person')
  await lookTwice(page, 'reader-badge')
  await takeOff(reader)
  await expect(sheet).toBeHidden()

  await goTo(page, 'Worklist')
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(badge)
  await expectRefusal(page, 'otherPurpose')
  await lookTwice(page, 'tagging-badge')
  reader.place(badge, tag(81))
  await expect(vialNow(page)).toHaveText('VL-B')
  expect(await savedTags(page)).toEqual([tag(81).epc])
})

test('after a crash the last tag is asked for at its own position', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(laboratory.bench.page, procedure)
  await chooseFirstPlace(laboratory.bench.page)
  const lit = (page: Page) => panel(page).locator('[data-lit] text')
  const own = await lit(laboratory.bench.page).textContent()
  reader.place(tag(1))
  await expect(vialNow(laboratory.bench.page)).toHaveText('VL-B')
  await expect(lit(laboratory.bench.page)).toHaveText(String(Number(own) + 1))
  await laboratory.bench.kill()
  reader.lift()

  const { page } = await laboratory.restartBench()
  await expect(panel(page)).toHaveAttribute('data-step', 'confirmLast', { timeout: 20_000 })
  await expect(vialNow(page)).toHaveText('VL-A')
  await expect(lit(page)).toHaveText(own ?? '')
  await expect(panel(page)).toContainText(`· ${own}`)
  await lookTwice(page, 'tagging-confirm-last')
  await readerIsReady(page)
  reader.place(tag(1))
  await expect(vialNow(page)).toHaveText('VL-B')
})
