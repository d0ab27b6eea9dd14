// One test's laboratory: central in a process of its own, a USB reader on the fake bus, and a bench enrolled with both.
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { FakeHidBed, type FakeSwUhf, fakeSwUhf } from '../../support/fakehid'
import { type Bench, startBench, temporaryFolder } from './bench'
import { type Integration, signIn } from './integration'
import { type CentralProcess, startCentral } from './processes'
import { readerIsReady, readyToWork } from './screens'

export interface Laboratory {
  readonly folder: string
  readonly central: CentralProcess
  readonly integration: Integration
  readonly reader: FakeSwUhf
  /** The bench that stands there now: a test that kills it puts a new one in its place. */
  bench: Bench
  /** Starts the bench again with the same data, after it was ended. */
  restartBench(): Promise<Bench>
}

async function open(): Promise<Laboratory & { close(): Promise<void> }> {
  const folder = temporaryFolder()
  const central = await startCentral(join(folder.path, 'central'))
  const bed = await FakeHidBed.start()
  const reader = await fakeSwUhf(bed)
  const dataDir = join(folder.path, 'bench')
  const bench = await startBench({
    dataDir,
    bed,
    args: ['--central', central.ready.url, '--enrol', central.ready.benchEnrolmentCode],
  })
  await readyToWork(bench.page)
  await readerIsReady(bench.page)
  const laboratory = {
    folder: folder.path,
    central,
    integration: await signIn(central.ready),
    reader,
    bench,
    restartBench: async () => {
      laboratory.bench = await startBench({ dataDir, bed })
      return laboratory.bench
    },
    close: async () => {
      reader.lift()
      await laboratory.bench.quit()
      await bed.close()
      await central.stop()
      folder.remove()
    },
  }
  return laboratory
}

export const test = base.extend<{ laboratory: Laboratory }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  laboratory: async ({}, use) => {
    const laboratory = await open()
    await use(laboratory)
    await laboratory.close()
  },
})
export { expect } from '@playwright/test'
