// A damaged disk and an old disk image, as the bench's user meets them: told in words, nothing lost, work goes on.
import { closeSync, cpSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type Laboratory, test } from './support/laboratory'
import { chooseFirstPlace, exchange, openStore, panel, readerIsReady, takeOff, vialNow } from './support/screens'

const tags = ['BD0000000000000000000001', 'BD0000000000000000000002', 'BD0000000000000000000003']
const tag = (index: number) => ({ epc: tags[index] ?? '' })
const names = ['VL-A', 'VL-B', 'VL-C']
const database = ({ folder }: Laboratory) => join(folder, 'bench', 'bench.db')
const notices = (page: Page) => page.getByTestId('data-notices')

/** Tags the first vial of a new procedure, and leaves the reader empty. */
async function tagFirst(laboratory: Laboratory): Promise<number> {
  const procedure = await laboratory.integration.requestStore('SUBJ-2024-001', names)
  const { page } = laboratory.bench
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  laboratory.reader.place(tag(0))
  await expect(vialNow(page)).toHaveText('VL-B')
  await takeOff(laboratory.reader)
  return procedure
}

/** Goes on where an orderly end has stopped. */
async function finish({ reader, integration }: Laboratory, page: Page, procedure: number): Promise<void> {
  await readerIsReady(page)
  await openStore(page, procedure, 'Continue')
  await expect(vialNow(page)).toHaveText('VL-B')
  if ((await panel(page).getAttribute('data-step')) === 'needsPlace') await chooseFirstPlace(page)
  reader.place(tag(1))
  await expect(vialNow(page)).toHaveText('VL-C')
  await exchange(reader, tag(2))
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure), { timeout: 20_000 }).toBe('CREATED')
}

test('a damaged database is mended at the start, and the screen says what happened', async ({ laboratory }) => {
  const procedure = await tagFirst(laboratory)
  await laboratory.bench.quit()
  const file = openSync(database(laboratory), 'r+')
  writeSync(file, Buffer.alloc(100, 0x5a), 0, 100, 0)
  closeSync(file)

  const { page } = await laboratory.restartBench()
  await expect(notices(page)).toContainText("This bench's database was damaged", { timeout: 20_000 })
  await expect(notices(page)).toContainText('The damaged file is kept in damaged/')
  await notices(page).getByRole('button', { name: 'OK', exact: true }).click()
  await expect(notices(page)).toBeHidden()
  await finish(laboratory, page, procedure)
})

test('a bench set back to an older disk image goes on under a new identity', async ({ laboratory }) => {
  const image = join(laboratory.folder, 'image.db')
  await laboratory.bench.quit()
  cpSync(database(laboratory), image)
  await laboratory.restartBench()
  await readerIsReady(laboratory.bench.page)
  const done = await tagFirst(laboratory)
  // Sent before the disk is exchanged.
  await expect(laboratory.bench.page.getByTestId('status-central')).toContainText('connected')
  await expect
    .poll(() =>
      laboratory.bench.page.evaluate(async () => {
        const answer = await window.bench.request('bench/get', undefined)
        return answer.ok ? answer.value.outbox.waiting : -1
      }),
    )
    .toBe(0)
  await laboratory.bench.quit()
  cpSync(image, database(laboratory))

  const { page } = await laboratory.restartBench()
  await readerIsReady(page)
  const procedure = await laboratory.integration.requestStore('SUBJ-2024-002', ['VL-X'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  laboratory.reader.place({ epc: 'BD00000000000000000000FF' })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect(notices(page)).toContainText('This computer was reset to an earlier state', { timeout: 30_000 })
  await expect.poll(() => laboratory.integration.status(procedure), { timeout: 30_000 }).toBe('CREATED')
  expect(await laboratory.integration.status(done)).toBe('PENDING')
})
