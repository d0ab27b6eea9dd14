// What staff do on the screens, in the screens' own words (English).
import { expect, type Locator, type Page } from '@playwright/test'
import type { FakeSwUhf, FakeUhfTag } from '../../support/fakehid'

export const card = (page: Page, procedure: number): Locator => page.getByTestId(`procedure-${procedure}`)
export const lane = (
  page: Page,
  name: 'toTag' | 'toReview' | 'queued' | 'running' | 'notDoneToday' | 'doneToday',
): Locator => page.getByTestId(`lane-${name}`)
export const panel = (page: Page): Locator => page.getByTestId('result-panel')
export const vialNow = (page: Page): Locator => page.getByTestId('vial-now')

/** The worklist as central knows it is on screen. */
export async function readyToWork(page: Page, timeout = 30_000): Promise<void> {
  await expect(page.getByTestId('lane-toTag')).toBeVisible({ timeout })
  await expect(page.getByTestId('status-central')).toContainText('connected', { timeout })
}

export async function readerIsReady(page: Page): Promise<void> {
  await expect(page.getByTestId('status-reader')).toContainText('Reader ready', { timeout: 15_000 })
}

export async function openStore(page: Page, procedure: number, action: 'Start' | 'Continue' = 'Start'): Promise<void> {
  await card(page, procedure).getByRole('button', { name: action }).click()
  // Long numbers are shown in groups.
  await expect(panel(page)).toContainText(new RegExp([...String(procedure)].join('\\s?')))
}

/** Chooses a cane that is still empty, in the sample's fourth canister. */
export async function chooseFirstPlace(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Choose a place' }).click()
  const sheet = page.getByRole('dialog', { name: 'Where do the vials go?' })
  await sheet.getByRole('region', { name: 'Canister' }).getByRole('button', { name: 'C4' }).click()
  await sheet
    .getByRole('region', { name: 'Cane', exact: true })
    .getByRole('button', { name: /\b[1-9]\d* free/ })
    .first()
    .click()
  await expect(panel(page)).toHaveAttribute('data-step', 'expecting')
}

/** Demo mode's main job: the first STORE that waits is tagged to its end with the simulated reader, and all of it reaches central. */
export async function tagWithSimulatedReader(page: Page): Promise<void> {
  await lane(page, 'toTag').getByRole('button', { name: 'Start' }).first().click()
  await expect(panel(page)).toBeVisible()
  await chooseFirstPlace(page)
  const step = () => panel(page).getAttribute('data-step')
  while ((await step()) !== 'finished') {
    if ((await step()) === 'needsPlace') await chooseFirstPlace(page)
    const number = Number(await panel(page).getAttribute('data-result-number'))
    await page.getByRole('button', { name: 'Next new tag' }).click()
    await expect(panel(page)).toHaveAttribute('data-result-number', String(number + 1))
    await page.getByRole('button', { name: 'Take off' }).click()
  }
  await expect(page.getByTestId('status-outbox')).toContainText('all sent')
}

/** What the panel refuses, by its kind. */
export async function expectRefusal(page: Page, kind: string): Promise<void> {
  await expect(panel(page).locator('[data-refusal]')).toHaveAttribute('data-refusal', kind)
}

export async function switchTo(page: Page, role: 'bench staff' | 'supervisor'): Promise<void> {
  await page.getByRole('button', { name: /Change person$/ }).click()
  await page.getByRole('dialog', { name: 'Who is working at this bench?' }).getByRole('button', { name: role }).click()
  await expect(page.getByRole('button', { name: /Change person$/ })).toContainText(new RegExp(role))
}

export async function goTo(page: Page, screen: 'Worklist' | 'Inventory' | 'Devices'): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click()
}

/** Of the worklist's lane, the procedure that stands first. */
export async function openFirst(page: Page, name: 'toReview' | 'queued', action: 'Open' | 'Review'): Promise<void> {
  await goTo(page, 'Worklist')
  await lane(page, name)
    .getByRole('button', { name: new RegExp(`^${action} `) })
    .first()
    .click()
  await expect(lane(page, name)).toBeHidden()
}

/** How long a hand leaves a vial at least: longer than a reader's tag is watched for a second one (docs/decisions/0010). */
const handMs = 400

/** Takes off what has lain on the reader as long as a hand leaves it there. */
export async function takeOff(reader: FakeSwUhf): Promise<void> {
  await new Promise((done) => setTimeout(done, handMs))
  reader.lift()
  reader.presentNoTag()
}

/** Longer than a tag is held that the reader may only have missed. */
export const hasLeft = (): Promise<void> => new Promise((done) => setTimeout(done, 1700))

/** While a procedure is being tagged: the engine knows that nothing lies on a reader any more, however long that takes it. */
export async function readerIsEmpty(page: Page): Promise<void> {
  const isEmpty = () =>
    page.evaluate(async () => {
      const answer = await window.bench.request('tagging/get', undefined)
      return answer.ok && answer.value !== null && !answer.value.vialOnReader
    })
  await expect.poll(isEmpty).toBe(true)
}

export async function exchange(reader: FakeSwUhf, next: FakeUhfTag): Promise<void> {
  await takeOff(reader)
  reader.place(next)
}
