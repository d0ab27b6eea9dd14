// Retrievals are a supervisor's act; refills start at the device and appear by themselves.
import { z } from 'zod'
import { procedureNumber } from '../../src/renderer/parts/procedureNumber'
import { procedureReply } from '../../src/shared/api/external'
import { expect, test } from './support/laboratory'
import { startDeviceSimulator } from './support/processes'
import { card, goTo, lane, switchTo } from './support/screens'

const containers = z.array(
  z.object({ id: z.int(), storedAt: z.string().nullable(), subject: z.object({ code: z.string() }) }),
)

/** A subject of the facility with vials in storage that no open procedure holds, found as an integration would: by trying. */
async function requestSomeRetrieval(integration: {
  get(path: string): Promise<{ body: unknown }>
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>
}): Promise<number> {
  const stored = containers.parse((await integration.get('/sample-containers')).body).filter((each) => each.storedAt)
  for (const { id, subject } of stored) {
    const answer = await integration.post('/procedures', {
      type: 'RETRIEVAL',
      facilityId: 1,
      subjectCode: subject.code,
      sampleContainerIds: [id],
    })
    if (answer.status === 201) return procedureReply.parse(answer.body).id
  }
  throw new Error('no vial can be retrieved')
}

test('a retrieval is accepted by the supervisor only, and executed', async ({ laboratory }) => {
  const { integration, central } = laboratory
  const { page } = laboratory.bench
  const procedure = await requestSomeRetrieval(integration)
  await expect(lane(page, 'toReview').getByTestId(`procedure-${procedure}`)).toBeVisible()
  await card(page, procedure).getByRole('button', { name: 'Review' }).click()
  await expect(page.getByText('Only a supervisor can approve or refuse.')).toBeVisible()
  expect(await integration.status(procedure)).toBe('PENDING')

  await switchTo(page, 'supervisor')
  await page.getByRole('button', { name: 'Approve 1 vial' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Approve retrieval' }).click()
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')

  const device = startDeviceSimulator(central.ready, ['--speed', '400', '--seed', '1', '--fail-rate', '0'])
  try {
    await expect.poll(() => integration.status(procedure), { timeout: 60_000 }).toBe('COMPLETED')
    await goTo(page, 'Worklist')
    await expect(lane(page, 'doneToday').getByTestId(`procedure-${procedure}`)).toBeVisible()
  } finally {
    await device.stop()
  }
})

test('a retrieval is refused with a reason', async ({ laboratory }) => {
  const { integration } = laboratory
  const { page } = laboratory.bench
  const procedure = await requestSomeRetrieval(integration)
  await switchTo(page, 'supervisor')
  await card(page, procedure).getByRole('button', { name: 'Review' }).click()
  await page.getByRole('button', { name: 'Refuse', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Refuse retrieval' }).click()
  await expect(sheet.getByText('Please give a reason first.')).toBeVisible()
  expect(await integration.status(procedure)).toBe('PENDING')
  await sheet.getByText('Consent is missing or has lapsed').click()
  await sheet.getByRole('button', { name: 'Refuse retrieval' }).click()
  await expect.poll(() => integration.status(procedure)).toBe('CANCELLED')
})

test('a refill appears by itself, and is listed by the B2B API', async ({ laboratory }) => {
  const { integration, central } = laboratory
  const { page } = laboratory.bench
  const before = new Set((await integration.refills()).map(({ id }) => id))
  const device = startDeviceSimulator(central.ready, ['--speed', '400', '--seed', '1', '--refills'])
  try {
    await goTo(page, 'Devices')
    await expect
      .poll(async () => (await integration.refills()).some(({ id }) => !before.has(id)), { timeout: 60_000 })
      .toBe(true)
    const started = (await integration.refills()).find(({ id }) => !before.has(id))
    await expect(page.getByText(procedureNumber(started?.id ?? 0)).first()).toBeVisible()
    await expect.poll(() => integration.status(started?.id ?? 0), { timeout: 60_000 }).toBe('COMPLETED')
  } finally {
    await device.stop()
  }
})
