// A key ring that is locked when the bench starts: said as what it is, waited for, and nothing lost.
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from './support/laboratory'
import { lookTwice } from './support/look'
import { card, chooseFirstPlace, exchange, goTo, openStore, panel, takeOff } from './support/screens'

const lock = join(tmpdir(), `key-store-lock-${process.pid}`)

test.use({
  surroundings: {
    preload: [resolve(import.meta.dirname, 'support/preload-key-store.cjs')],
    environment: { CRYOBENCH_TEST_KEY_STORE_LOCK: lock },
  },
})
test.setTimeout(150_000)
test.afterEach(() => rmSync(lock, { force: true }))

test('the key ring is locked after enrolment, and opens', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await expect(card(laboratory.bench.page, procedure)).toBeVisible()
  await laboratory.bench.quit()
  writeFileSync(lock, '')

  const { page, log } = await laboratory.restartBench()
  const status = page.getByTestId('status-central')
  await expect(status).toContainText('key store locked since', { timeout: 30_000 })
  await expect(page.getByTestId('key-store-locked')).toContainText('continues by itself')
  await expect(page.getByText('removed from central')).toHaveCount(0)
  // Nothing can be signed, and so nothing saved: that is no offline work.
  await expect(page.getByText('Your work is saved on this bench')).toHaveCount(0)
  await lookTwice(page, 'key-store-locked')
  await status.click()
  await expect(page.getByTestId('sync-link')).toContainText('Key store locked')
  await lookTwice(page, 'key-store-locked-sync')

  // A vial that is laid down all the same is told why it is not saved: it is not the disk's fault.
  await goTo(page, 'Worklist')
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  await exchange(reader, { epc: 'EE0000000000000000000001' })
  await expect(panel(page)).toContainText('NOT SAVED')
  await expect(panel(page)).toContainText('key store is locked')
  await expect(panel(page)).not.toContainText('disk')
  await lookTwice(page, 'key-store-locked-scan')
  await takeOff(reader)

  rmSync(lock)
  await expect(status).toContainText('connected', { timeout: 60_000 })
  await exchange(reader, { epc: 'EE0000000000000000000001' })
  await expect(panel(page)).toContainText('VL-A')
  await expect(panel(page)).toHaveAttribute('data-step', 'expecting')
  await expect(page.getByRole('heading', { name: '1 of 2 vials tagged' })).toBeVisible()
  await takeOff(reader)
  await goTo(page, 'Worklist')
  await expect(page.getByTestId('key-store-locked')).toHaveCount(0)
  expect(log.join('')).not.toContain('NOT_ENROLLED')
})
