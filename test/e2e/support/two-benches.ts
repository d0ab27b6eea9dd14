// Two benches at one central, each real: windows of their own, or one that only signs. And what people do at the conflict desk.
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import type { Answer, Input, RequestName, Values } from '../../../src/shared/ipc/contract'
import type { ConflictChoice, ConflictKind } from '../../../src/shared/model/conflict-kind'
import type { Conflict } from '../../../src/shared/views/conflict'
import { FakeHidBed, type FakeSwUhf, fakeSwUhf } from '../../support/fakehid'
import { type Bench, startBench, temporaryFolder } from './bench'
import { type Integration, signIn } from './integration'
import { type CentralProcess, startCentral } from './processes'
import { readerIsReady, readyToWork } from './screens'
import { enrolSecondBench, type SecondBench } from './second-bench'

export interface BenchWithReader {
  readonly page: Page
  readonly reader: FakeSwUhf
}

export interface TwoBenches {
  readonly folder: string
  readonly integration: Integration
  readonly first: BenchWithReader
  /** One that only signs: for what is done elsewhere while the first is looked at. */
  readonly other: SecondBench
  readonly central: CentralProcess
  /** A second window with a reader of its own. */
  openSecond(): Promise<BenchWithReader>
  /** The same central again; benches are without it meanwhile. */
  restartCentral(options?: { readonly people?: string }): Promise<void>
}

async function open(): Promise<TwoBenches & { close(): Promise<void>; readonly logs: () => string }> {
  const folder = temporaryFolder()
  const ends: (() => Promise<void> | void)[] = [() => folder.remove()]
  const benches: Bench[] = []
  const close = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    const data = join(folder.path, 'central')
    let central = await startCentral(data)
    ends.push(() => central.stop())
    const { port } = central
    const restart = async (options: { readonly people?: string } = {}) => {
      await central.stop()
      central = await startCentral(data, { port, ...options })
    }
    // A code is good for one bench, and each start of central gives one.
    const other = await enrolSecondBench(central.ready)
    const withReader = async (name: string): Promise<BenchWithReader> => {
      await restart()
      const bed = await FakeHidBed.start()
      ends.push(() => bed.close())
      const reader = await fakeSwUhf(bed)
      ends.push(() => reader.lift())
      const { url, benchEnrolmentCode } = central.ready
      const bench = await startBench({
        dataDir: join(folder.path, name),
        bed,
        args: ['--central', url, '--enrol', benchEnrolmentCode, '--bench-name', name],
      })
      benches.push(bench)
      ends.push(() => bench.quit())
      await readyToWork(bench.page)
      await readerIsReady(bench.page)
      return { page: bench.page, reader }
    }
    const first = await withReader('b1')
    return {
      folder: folder.path,
      integration: await signIn(central.ready),
      first,
      other,
      get central() {
        return central
      },
      openSecond: () => withReader('b2'),
      restartCentral: restart,
      close,
      logs: () => benches.flatMap(({ log }) => log).join(''),
    }
  } catch (error) {
    await close()
    throw error
  }
}

export const test = base.extend<{ benches: TwoBenches }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  benches: async ({}, use, info) => {
    const benches = await open()
    await use(benches)
    if (info.status !== info.expectedStatus) process.stderr.write(benches.logs())
    await benches.close()
  },
})
export { expect }

/** Asks the engine as the page does. */
export async function ask<Name extends RequestName>(page: Page, name: Name, input: Input<Name>): Promise<Values[Name]> {
  const said: unknown = await page.evaluate(`window.bench.request(${JSON.stringify(name)}, ${JSON.stringify(input)})`)
  // The engine answers by the contract; the page carries no types.
  const answer = said as Answer<Name>
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}

export async function workOffline(page: Page, offline: boolean): Promise<void> {
  await ask(page, 'sync/workOffline', { offline })
  await expect
    .poll(async () => (await ask(page, 'bench/get', undefined)).link.kind, { timeout: 30_000 })
    .toBe(offline ? 'offlineOnPurpose' : 'online')
}

/** The conflict as the engine tells it, once it is there. */
export async function conflictOf(page: Page, kind: ConflictKind): Promise<Conflict> {
  let found: Conflict | undefined
  await expect
    .poll(
      async () => {
        const { open: all } = await ask(page, 'conflicts/get', undefined)
        found = all.find((each) => each.kind === kind)
        return all.map((each) => each.kind)
      },
      { timeout: 30_000 },
    )
    .toEqual([kind])
  if (found === undefined) throw new Error(`no conflict ${kind}`)
  return found
}

/** Opens the conflict from the status bar, with its columns on screen. */
export async function openConflict(page: Page, kind: ConflictKind): Promise<void> {
  await page.getByTestId('status-conflicts').click()
  await page.locator(`[data-conflict="${kind}"]`).click()
  await expect(page.getByRole('table')).toBeVisible()
}

/** Chooses at the desk, and confirms. */
export async function choose(page: Page, choice: ConflictChoice, reason?: string): Promise<void> {
  await page.locator(`input[name="choice"][value="${choice}"]`).check()
  await page.locator('button[data-primary]').click()
  const sheet = page.getByRole('dialog')
  if (reason !== undefined) await sheet.getByRole('textbox').fill(reason)
  await sheet.getByRole('button', { name: 'Confirm decision' }).click()
}

/** As `choose`, and waits until central has taken the decision. */
export async function decide(page: Page, choice: ConflictChoice, reason?: string): Promise<void> {
  await choose(page, choice, reason)
  await expect(page.getByTestId('conflict-done')).toHaveAttribute('data-saving', 'confirmed', { timeout: 20_000 })
  await expect(page.getByTestId('status-conflicts')).toHaveCount(0)
}

export const choicesOf = ({ choices }: Conflict): readonly ConflictChoice[] => choices.map(({ choice }) => choice)
export const row = (page: Page, field: string) => page.locator(`tr[data-field="${field}"]`)
