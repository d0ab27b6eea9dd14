// Central is restored from a backup while somebody tags a procedure that the backup does not have: nothing more is saved for it, and requested
// again, its vials keep the tags that are glued on.
import { expect, test } from './support/laboratory'
import { lookTwice } from './support/look'
import { backupsOf } from './support/restored'
import {
  card,
  chooseFirstPlace,
  expectRefusal,
  openStore,
  panel,
  readerIsEmpty,
  readyToWork,
  takeOff,
  vialNow,
} from './support/screens'

const first = { epc: 'BD00000000000000000000B1' }
const second = { epc: 'BD00000000000000000000B2' }
const names = ['VL-A', 'VL-B']

test('a procedure that a restored central has lost while it was tagged', async ({ laboratory }) => {
  test.slow()
  const { bench, reader } = laboratory
  const { page } = bench
  const { backUp, restore } = backupsOf(laboratory)
  await backUp()
  await readyToWork(page)
  const lost = await laboratory.integration.requestStore('SUBJ-2024-001', names)
  await openStore(page, lost)
  await chooseFirstPlace(page)
  reader.place(first)
  await expect(vialNow(page)).toHaveText('VL-B')
  await takeOff(reader)
  await readerIsEmpty(page)
  await expect(page.getByTestId('status-outbox')).toContainText('all sent')

  await restore()
  await expectRefusal(page, 'procedureGone')
  reader.place(second)
  await expect(panel(page)).toContainText('The vials keep the tags that are on them')
  await lookTwice(page, 'tagging-procedure-gone')
  await takeOff(reader)
  await readerIsEmpty(page)
  await page.getByRole('button', { name: 'Pause and continue later' }).click()
  await readyToWork(page)
  await expect(card(page, lost)).toHaveCount(0)

  const again = await laboratory.integration.requestStore('SUBJ-2024-001', names)
  await openStore(page, again)
  await chooseFirstPlace(page)
  reader.place(first)
  await expect(vialNow(page)).toHaveText('VL-B')
  await takeOff(reader)
  await readerIsEmpty(page)
  reader.place(second)
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await takeOff(reader)
  await expect.poll(() => laboratory.integration.status(again), { timeout: 20_000 }).toBe('CREATED')
})
