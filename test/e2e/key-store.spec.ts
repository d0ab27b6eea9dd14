// A key ring that is locked when the bench starts: said as what it is, waited for, and nothing lost.
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Bench, startBench, temporaryFolder } from './support/bench'
import { lookTwice } from './support/look'
import { startCentral } from './support/processes'
import { goTo, readyToWork } from './support/screens'

const keyStore = resolve(import.meta.dirname, 'support/preload-key-store.cjs')

test('the key ring is locked after enrolment, and opens', async () => {
  const folder = temporaryFolder()
  const lock = join(folder.path, 'lock')
  const central = await startCentral(join(folder.path, 'central'))
  const benches: Bench[] = []
  const start = async (args: readonly string[] = []) => {
    const bench = await startBench({
      dataDir: join(folder.path, 'bench'),
      preload: [keyStore],
      environment: { CRYOBENCH_TEST_KEY_STORE_LOCK: lock },
      args,
    })
    benches.push(bench)
    return bench
  }
  try {
    const first = await start(['--central', central.ready.url, '--enrol', central.ready.benchEnrolmentCode])
    await readyToWork(first.page)
    await first.quit()
    benches.length = 0
    writeFileSync(lock, '')

    const { page, log } = await start()
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
    rmSync(lock)
    await expect(status).toContainText('connected', { timeout: 60_000 })
    await goTo(page, 'Worklist')
    await expect(page.getByTestId('key-store-locked')).toHaveCount(0)
    expect(log.join('')).not.toContain('NOT_ENROLLED')
  } finally {
    for (const bench of benches) await bench.quit()
    await central.stop()
    folder.remove()
  }
})
