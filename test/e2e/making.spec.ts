// Procedures that are made at the bench: a retrieval that staff ask for and a supervisor queues, and a vial that goes the full circle with its
// glued-on tag.
import { z } from 'zod'
import { expect, test } from './support/laboratory'
import { lookTwice } from './support/look'
import { startDeviceSimulator } from './support/processes'
import { chooseFirstPlace, goTo, hasLeft, lane, panel, switchTo, takeOff, vialNow } from './support/screens'

test.setTimeout(300_000)

const containers = z.object({ data: z.array(z.object({ name: z.string(), storedAt: z.string().nullable() })) })

test('a vial goes the full circle with its tag, made at the bench each time', async ({ laboratory }) => {
  const { integration, central, reader } = laboratory
  const { page } = laboratory.bench
  const device = startDeviceSimulator(central.ready, ['--speed', '400', '--seed', '1', '--fail-rate', '0'])
  const glued = { epc: 'E28011606000020400C1C1E1' }
  const make = page.getByRole('button', { name: 'New procedure' })
  const isStored = async () => {
    const { body } = await integration.get('/sample-containers?perPage=100&subjectCode=SUBJ-2024-001')
    return containers.parse(body).data.find(({ name }) => name === 'CIRCLE-1')?.storedAt != null
  }
  try {
    await switchTo(page, 'supervisor')
    await make.click()
    await page.getByText('Store new vials').click()
    await page.getByRole('textbox', { name: 'Subject', exact: true }).fill('SUBJ-2024-001')
    await page.getByRole('textbox', { name: 'Name of the vial' }).fill('CIRCLE-1')
    await page.getByRole('textbox', { name: 'Name of the vial' }).press('Enter')
    await lookTwice(page, 'making-new')
    await page.getByRole('button', { name: 'Review one vial' }).click()
    await page.getByRole('button', { name: 'Start storing' }).click()
    await expect(panel(page)).toBeVisible()
    await chooseFirstPlace(page)
    await expect(vialNow(page)).toContainText('CIRCLE-1')
    reader.place(glued)
    await expect(panel(page)).toHaveAttribute('data-step', 'finished')
    await takeOff(reader)
    await goTo(page, 'Worklist')
    await expect.poll(isStored, { timeout: 60_000 }).toBe(true)

    // Out again: the vial lies in the tank, so it is looked up.
    await make.click()
    await page.getByRole('textbox', { name: 'Search by vial, subject or tag' }).fill('CIRCLE-1')
    await page.getByRole('button', { name: 'Choose CIRCLE-1 of SUBJ-2024-001' }).click()
    await lookTwice(page, 'making-retrieval')
    await page.getByRole('button', { name: 'Review one vial' }).click()
    await lookTwice(page, 'making-review')
    await page.getByRole('button', { name: 'Queue the retrieval' }).click()
    await expect.poll(isStored, { timeout: 60_000 }).toBe(false)

    // Back again: it lies in the hand, so it is laid on the reader.
    await make.click()
    await page.getByText('Store vials again').click()
    // The bench has heard that it is out, too.
    const search = page.getByRole('textbox', { name: 'Search by vial, subject or tag' })
    await search.fill('CIRCLE-1')
    await expect(page.getByRole('button', { name: 'Choose CIRCLE-1 of SUBJ-2024-001' })).toBeVisible()
    await search.fill('')
    reader.place(glued)
    await expect(page.getByRole('button', { name: 'Remove CIRCLE-1' })).toBeVisible()
    await takeOff(reader)
    await hasLeft()
    await page.getByRole('button', { name: 'Review one vial' }).click()
    await page.getByRole('button', { name: 'Start storing' }).click()
    await chooseFirstPlace(page)
    await expect(vialNow(page)).toContainText('CIRCLE-1')
    reader.place(glued)
    await expect(panel(page)).toHaveAttribute('data-step', 'finished')
    await takeOff(reader)
    await expect.poll(isStored, { timeout: 60_000 }).toBe(true)
  } finally {
    await device.stop()
  }
})

test('staff ask for a retrieval, and the empty screen says what to do', async ({ laboratory }) => {
  const { page } = laboratory.bench
  await page.getByRole('button', { name: 'New procedure' }).click()
  await lookTwice(page, 'making-empty')
  await page.getByRole('textbox', { name: 'Search by vial, subject or tag' }).fill('VL')
  await page
    .getByRole('button', { name: /^Choose / })
    .first()
    .click()
  await page.getByRole('button', { name: 'Review one vial' }).click()
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(lane(page, 'toReview')).toBeVisible()
})
