// The main job from end to end, step by step. The tour shows it, and the end-to-end test asserts with it: one script for both.
import { inventoryReply, locationReply, procedureReply } from '../../src/shared/api/external'
import { expect, type Laboratory } from '../e2e/support/laboratory'
import { startDeviceSimulator } from '../e2e/support/processes'
import {
  card,
  chooseFirstPlace,
  exchange,
  expectRefusal,
  goTo,
  lane,
  openStore,
  panel,
  switchTo,
  takeOff,
  vialNow,
} from '../e2e/support/screens'
import type { Recorder } from './recorder'

const first = { epc: 'E2801160600002047C1A0001' }
const second = { epc: 'E2801160600002047C1A0002' }
/** The device works off the sample's queue before it comes to ours. */
const executionMs = 90_000

/** STORE by B2B API, tagged at the bench, executed by the device; then a retrieval; then a refill. */
export async function mainJob(laboratory: Laboratory, recorder: Recorder): Promise<void> {
  const vials = await store(laboratory, recorder)
  await retrieve(laboratory, recorder, vials)
  await watchRefill(laboratory, recorder)
  await inTheDark(laboratory, recorder)
}

async function inTheDark({ bench: { page } }: Laboratory, recorder: Recorder): Promise<void> {
  const dress = (language: 'en' | 'de') =>
    page.evaluate(
      (chosen) =>
        window.bench.request('bench/saveSettings', { language: chosen, scheme: 'dark', volume: 0.5, muted: true }),
      language,
    )
  await recorder.step('The worklist in the dark, for a dim room', page, async () => {
    await goTo(page, 'Worklist')
    await dress('en')
    await expect(page.locator('[data-mantine-color-scheme="dark"]')).toBeAttached()
    return undefined
  })
  await recorder.step('The inventory in the dark', page, async () => {
    await goTo(page, 'Inventory')
    await expect(page.getByText('VL-001', { exact: true }).first()).toBeVisible()
    return undefined
  })
  await recorder.step('Devices in German', page, async () => {
    await goTo(page, 'Devices')
    await dress('de')
    await expect(page.getByRole('heading', { name: 'Geräte' })).toBeVisible()
    return undefined
  })
}

const withDevice = async (laboratory: Laboratory, speed: number, work: () => Promise<void>): Promise<void> => {
  const device = startDeviceSimulator(laboratory.central.ready, [
    '--speed',
    String(speed),
    '--seed',
    '1',
    '--fail-rate',
    '0',
  ])
  try {
    await work()
  } finally {
    await device.stop()
  }
}

function answers({ integration }: Laboratory) {
  const now = async (id: number) => `GET /procedures/${id} -> ${await integration.status(id)}`
  const reached = async (id: number, status: string) => {
    await expect.poll(() => integration.status(id), { timeout: executionMs, intervals: [100] }).toBe(status)
    return now(id)
  }
  return { now, reached }
}

async function store(laboratory: Laboratory, recorder: Recorder): Promise<readonly number[]> {
  const { bench, integration, reader } = laboratory
  const { page } = bench
  const { now, reached } = answers(laboratory)
  let procedure = 0
  let vials: readonly number[] = []

  await recorder.step('The worklist of an enrolled bench, its reader ready', page, async () => undefined)
  await recorder.step('An integration requests storage of two vials: it appears by itself', page, async () => {
    procedure = await integration.requestStore('SUBJ-2024-001', ['VL-001', 'VL-002'])
    const reply = procedureReply.parse((await integration.get(`/procedures/${procedure}`)).body)
    vials = reply.sampleContainers?.map(({ id }) => id) ?? []
    await expect(lane(page, 'toTag').getByTestId(`procedure-${procedure}`)).toBeVisible({ timeout: 2000 })
    return now(procedure)
  })
  await recorder.step('Staff open it and choose tank, canister and cane first', page, async () => {
    await openStore(page, procedure)
    await panel(page).getByRole('button', { name: 'Choose a place' }).click()
    await expect(page.getByRole('dialog').getByRole('region', { name: 'Cane', exact: true })).toBeVisible()
    return undefined
  })
  await recorder.step('The first vial is expected', page, async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await chooseFirstPlace(page)
    await expect(vialNow(page)).toHaveText('VL-001')
    return undefined
  })
  await recorder.step('Two tags on the reader: nothing is guessed', page, async () => {
    reader.place(first, second)
    await expectRefusal(page, 'severalTags')
    return undefined
  })
  await recorder.step('One tag alone: saved, and the next vial is due', page, async () => {
    await exchange(reader, first)
    await expect(vialNow(page)).toHaveText('VL-002')
    return now(procedure)
  })
  await recorder.step('A tag of another subject: stop, both named', page, async () => {
    await exchange(reader, { epc: await tagOfAnother(laboratory) })
    await expectRefusal(page, 'otherSubject')
    return undefined
  })
  await recorder.step('The other vial is off the reader, and the last one is tagged', page, async () => {
    await takeOff(reader)
    await expect(vialNow(page)).toHaveText('VL-002')
    reader.place(second)
    await expect(panel(page)).toHaveAttribute('data-step', 'finished')
    return reached(procedure, 'CREATED')
  })
  reader.lift()
  reader.presentNoTag()
  await withDevice(laboratory, 20, async () => {
    await recorder.step('The device carries it out, vial by vial', page, async () => {
      await goTo(page, 'Worklist')
      const answer = await reached(procedure, 'IN_PROGRESS')
      await expect(lane(page, 'running').getByTestId(`procedure-${procedure}`)).toBeVisible()
      return answer
    })
    await recorder.step('Completed: the vials are in the inventory, with place and time', page, async () => {
      await reached(procedure, 'COMPLETED')
      await goTo(page, 'Inventory')
      await page.getByRole('textbox', { name: 'Search the inventory' }).fill('VL-001')
      await expect(page.getByText('VL-001', { exact: true }).first()).toBeVisible()
      return whereabouts(laboratory, vials)
    })
  })
  return vials
}

/** As an integration sees it: location and the tank's inventory agree. */
async function whereabouts({ integration }: Laboratory, vials: readonly number[]): Promise<string> {
  const location = locationReply.parse((await integration.get(`/sample-containers/${vials[0]}/location`)).body)
  const inventory = inventoryReply.parse((await integration.get(`/storage/${location.storage?.id}/inventory`)).body)
  const stored = inventory.inventory.find(({ id }) => id === vials[0])
  expect(stored?.position).toEqual(location.position)
  expect(stored?.storedAt).toBeTruthy()
  return `vial ${vials[0]} is in ${location.storage?.name}, ${JSON.stringify(location.position)}, since ${stored?.storedAt}`
}

/** The first stored vial's tag that belongs to another subject, read off the bench's own inventory. */
async function tagOfAnother({ bench }: Laboratory): Promise<string> {
  const page = await bench.page.evaluate(() =>
    window.bench.request('inventory/search', { text: 'SUBJ-2024-002', offset: 0, limit: 1 }),
  )
  const tag = page.ok ? page.value.rows[0]?.tag : null
  if (!tag) throw new Error('the sample has no vial of SUBJ-2024-002')
  return tag
}

async function retrieve(laboratory: Laboratory, recorder: Recorder, vials: readonly number[]): Promise<void> {
  const { bench, integration } = laboratory
  const { page } = bench
  const { now, reached } = answers(laboratory)
  let procedure = 0

  await recorder.step('A retrieval is requested: by whom, for whom, which vials, where', page, async () => {
    procedure = await integration.requestRetrieval('SUBJ-2024-001', vials)
    await goTo(page, 'Worklist')
    await card(page, procedure).getByRole('button', { name: 'Review' }).click()
    await expect(page.getByText('Only a supervisor can approve or refuse.')).toBeVisible()
    return now(procedure)
  })
  await recorder.step('The supervisor sees what would leave storage', page, async () => {
    await switchTo(page, 'supervisor')
    await page.getByRole('button', { name: 'Approve 2 vials' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Approve retrieval' })).toBeVisible()
    return undefined
  })
  await recorder.step('Approved: queued for the device', page, async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Approve retrieval' }).click()
    return reached(procedure, 'CREATED')
  })
  await withDevice(laboratory, 400, async () => {
    await recorder.step('Carried out: the vials have left storage', page, async () => {
      const answer = await reached(procedure, 'COMPLETED')
      await goTo(page, 'Worklist')
      await expect(lane(page, 'doneToday').getByTestId(`procedure-${procedure}`)).toBeVisible()
      return answer
    })
  })
}

async function watchRefill(laboratory: Laboratory, recorder: Recorder): Promise<void> {
  const { bench, integration, central } = laboratory
  const { page } = bench
  const { reached } = answers(laboratory)
  const before = new Set((await integration.refills()).map(({ id }) => id))
  const device = startDeviceSimulator(central.ready, ['--speed', '60', '--seed', '1', '--refills'])
  try {
    let refill = 0
    await recorder.step('A refill starts at the device and appears by itself', page, async () => {
      await goTo(page, 'Devices')
      await expect
        .poll(
          async () => {
            refill = (await integration.refills()).find(({ id }) => !before.has(id))?.id ?? 0
            return refill
          },
          { timeout: executionMs },
        )
        .toBeGreaterThan(0)
      await expect(page.getByText(/→ .* added/).first()).toBeVisible()
      return `GET /procedures?type=REFILL lists ${refill}`
    })
    await recorder.step('It is followed to its end', page, async () => reached(refill, 'COMPLETED'))
  } finally {
    await device.stop()
  }
}
