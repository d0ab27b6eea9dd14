// Vials in hand: whatever can lie on the reader has its own state, sentence and way on; nothing is lost.
import { expect, test } from './support/laboratory'
import {
  chooseFirstPlace,
  exchange,
  expectRefusal,
  hasLeft,
  openStore,
  panel,
  takeOff,
  vialNow,
} from './support/screens'

const first = { epc: 'AA0000000000000000000001' }
const second = { epc: 'AA0000000000000000000002' }
const third = { epc: 'AA0000000000000000000003' }

test('two tags, the same tag again, a used tag, and a garbled report', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B', 'VL-C'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)

  reader.place(first, second)
  await expectRefusal(page, 'severalTags')
  await expect(panel(page)).toContainText('2 tags on the reader')
  await expect(panel(page)).toContainText('Take everything off. Then put VL-A on alone')

  // That one of them is taken away does not say which was meant.
  reader.place(first)
  await expectRefusal(page, 'severalTags')
  await exchange(reader, first)
  await expect(vialNow(page)).toHaveText('VL-B')

  await takeOff(reader)
  // Longer than a tag is held that the reader may only have missed.
  await new Promise((done) => setTimeout(done, 1700))
  reader.place(first)
  await expect(panel(page).locator('[data-result]')).toHaveText('VL-A is saved already')
  await expect(vialNow(page)).toHaveText('VL-B')

  await exchange(reader, second)
  await expect(vialNow(page)).toHaveText('VL-C')

  await exchange(reader, first)
  await expectRefusal(page, 'tagInUse')
  await expect(panel(page)).toContainText('VL-A')
  await expect(panel(page)).toContainText('SUBJ-2024-001')
  await takeOff(reader)
  await expect(vialNow(page)).toHaveText('VL-C')

  reader.garbage()
  reader.damaged(third)
  await expectRefusal(page, 'unreadable')
  reader.place(third)
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})

test('a tag of another subject stops until it has left', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const foreign = await integration.requestStore('SUBJ-2024-002', ['FOREIGN-1', 'FOREIGN-2'])
  await openStore(page, foreign)
  await chooseFirstPlace(page)
  reader.place(first)
  await expect(vialNow(page)).toHaveText('FOREIGN-2')
  await page.getByRole('button', { name: 'Pause and continue later' }).click()
  await takeOff(reader)

  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(first)
  await expectRefusal(page, 'otherSubject')
  await expect(panel(page)).toContainText('FOREIGN-1')
  await expect(panel(page)).toContainText('SUBJ-2024-002')
  await expect(panel(page)).toContainText('SUBJ-2024-001')
  await expect(panel(page)).toHaveAttribute('data-tone', 'stop')

  await takeOff(reader)
  await expect(vialNow(page)).toHaveText('VL-A')
  reader.place(second)
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
})

test('what lies on the reader when a procedure is opened is told at once', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const before = await integration.requestStore('SUBJ-2024-002', ['FOREIGN-1', 'FOREIGN-2'])
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, before)
  await chooseFirstPlace(page)
  reader.place(first)
  await expect(vialNow(page)).toHaveText('FOREIGN-2')
  await page.getByRole('button', { name: 'Pause and continue later' }).click()

  await openStore(page, procedure)
  await expectRefusal(page, 'otherSubject')
  await takeOff(reader)
  await chooseFirstPlace(page)
  await page.getByRole('button', { name: 'Pause and continue later' }).click()

  // A free tag is not taken for a vial that was not asked for yet.
  reader.place(second)
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await openStore(page, procedure, 'Continue')
  await expectRefusal(page, 'notClear')
  await expect(panel(page)).toContainText('Then put VL-A on the reader')
  await takeOff(reader)
  await expect(vialNow(page)).toHaveText('VL-A')
  reader.place(second)
  await expect(vialNow(page)).toHaveText('VL-B')
})

test('the reader is unplugged in the middle', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(first)
  await expect(vialNow(page)).toHaveText('VL-B')

  reader.unplug()
  await expectRefusal(page, 'readerGone')
  await expect(panel(page)).toContainText('All confirmed scans are safe.')
  await reader.replug()
  await expect(vialNow(page)).toHaveText('VL-B')
  // A reader that was away believes another tag only once it has been empty.
  await takeOff(reader)
  await hasLeft()
  reader.place(second)
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})

test('undo the last, skip a vial and come back, stop and resume', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B', 'VL-C'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  reader.place(first)
  await expect(vialNow(page)).toHaveText('VL-B')
  await takeOff(reader)

  await page.getByRole('button', { name: 'Undo VL-A' }).click()
  await expect(vialNow(page)).toHaveText('VL-A')
  reader.place(second)
  await expect(vialNow(page)).toHaveText('VL-B')
  await takeOff(reader)

  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  await expect(vialNow(page)).toHaveText('VL-C')
  // The tag that was undone is free again.
  reader.place(first)
  await expect(panel(page)).toHaveAttribute('data-step', 'onlySkipped')
  await takeOff(reader)

  await page.getByRole('button', { name: 'Pause and continue later' }).click()
  await openStore(page, procedure, 'Continue')
  await page.getByRole('button', { name: 'Tag VL-B now' }).first().click()
  await expect(vialNow(page)).toHaveText('VL-B')
  reader.place(third)
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})
