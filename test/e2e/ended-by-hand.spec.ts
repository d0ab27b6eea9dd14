// A procedure that its device does not end is ended by a person, with what became of each vial; what the device says later is believed by nobody
// before somebody has looked.
import { asDevice, openWork } from './support/device'
import { expect, test } from './support/laboratory'
import { lookTwice } from './support/look'
import { card, goTo, lane, switchTo } from './support/screens'

test.setTimeout(150_000)

test('a retrieval that stands still is ended with its outcomes, and contradicted by its device', async ({
  laboratory,
}) => {
  const { page } = laboratory.bench
  const { central } = laboratory
  const [open] = await openWork(central.ready)
  if (open === undefined) throw new Error('the sample leaves nothing in the hands of the device')
  await switchTo(page, 'supervisor')
  const running = card(page, open.id)
  await expect(lane(page, 'running')).toContainText('Stalled')
  await running.getByRole('button', { name: /^Open/ }).click()
  await lookTwice(page, 'stalled-procedure')

  await page.getByRole('button', { name: 'End procedure' }).click()
  const sheet = page.getByRole('dialog')
  const end = sheet.getByRole('button', { name: 'End procedure' })
  await end.click()
  await expect(sheet.getByRole('alert').first()).toContainText('no outcome yet')
  await lookTwice(page, 'end-sheet-missing')
  const groups = sheet.getByRole('group')
  const count = await groups.count()
  expect(count).toBe(open.pending.length)
  for (let index = 0; index < count; index++) {
    const choice = groups.nth(index).getByRole('button', { name: 'Not done' })
    await choice.click()
    await expect(choice).toHaveCSS('border-width', '2px')
  }
  await sheet.getByRole('button', { name: 'The device no longer answers' }).click()
  await lookTwice(page, 'end-sheet')
  await end.click()
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('main')).toContainText('Ended by')
  await lookTwice(page, 'ended-by-hand')
  await goTo(page, 'Worklist')
  await expect(lane(page, 'notDoneToday').getByTestId(`procedure-${open.id}`)).toBeVisible()

  for (const containerId of open.pending) {
    await asDevice(central.ready, `/procedures/${open.id}/outcomes`, { containerId, outcome: 'done' })
  }
  await page.getByTestId('status-conflicts').click()
  const contradicted = page.getByRole('region', { name: 'The device says otherwise' })
  await expect(contradicted).toContainText('Not done')
  await expect(contradicted).toContainText('Done')
  await lookTwice(page, 'contradicted')
})
