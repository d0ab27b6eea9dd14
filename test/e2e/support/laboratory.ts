// One test's laboratory: central in a process of its own, a USB reader on the fake bus, and a bench enrolled with both.
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { FakeHidBed, type FakeSwUhf, fakeSwUhf } from '../../support/fakehid'
import { type Bench, type BenchOptions, startBench, temporaryFolder } from './bench'
import { type Integration, signIn } from './integration'
import { type CentralProcess, startCentral } from './processes'
import { readerIsReady, readyToWork } from './screens'

export interface Laboratory {
  readonly folder: string
  central: CentralProcess
  integration: Integration
  readonly reader: FakeSwUhf
  /** Where more readers can be plugged in. */
  readonly bed: FakeHidBed
  /** The bench that stands there now: a test that kills it puts a new one in its place. */
  bench: Bench
  /** Starts central again, on the same port and whatever lies in its folder then, after it was ended. */
  restartCentral(): Promise<void>
  /** Starts the bench again with the same data, after it was ended. */
  restartBench(): Promise<Bench>
}

/** What a test starts its bench with besides; `test.use` says it. */
export type Surroundings = Pick<BenchOptions, 'preload' | 'environment'>

async function open(surroundings: Surroundings): Promise<Laboratory & { close(): Promise<void> }> {
  const folder = temporaryFolder()
  const ends: (() => Promise<void> | void)[] = [() => folder.remove()]
  // Last opened, first closed; also when the opening itself fails, so that no process is left behind.
  const close = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    const central = await startCentral(join(folder.path, 'central'))
    let current = central
    ends.push(() => current.stop())
    const bed = await FakeHidBed.start()
    ends.push(() => bed.close())
    const reader = await fakeSwUhf(bed)
    ends.push(() => reader.lift())
    const dataDir = join(folder.path, 'bench')
    const enrolment = ['--central', central.ready.url, '--enrol', central.ready.benchEnrolmentCode]
    const bench = await startBench({ dataDir, bed, args: enrolment, ...surroundings })
    const laboratory = {
      folder: folder.path,
      central,
      integration: await signIn(central.ready),
      reader,
      bed,
      bench,
      restartCentral: async () => {
        current = await startCentral(join(folder.path, 'central'), { port: central.port })
        laboratory.central = current
        laboratory.integration = await signIn(current.ready)
      },
      restartBench: async () => {
        laboratory.bench = await startBench({ dataDir, bed, ...surroundings })
        return laboratory.bench
      },
      close,
    }
    ends.push(() => laboratory.bench.quit())
    await readyToWork(bench.page)
    await readerIsReady(bench.page)
    return laboratory
  } catch (error) {
    await close()
    throw error
  }
}

export const test = base.extend<{ laboratory: Laboratory; surroundings: Surroundings }>({
  surroundings: [{}, { option: true }],
  laboratory: async ({ surroundings }, use, info) => {
    const laboratory = await open(surroundings)
    await use(laboratory)
    if (info.status !== info.expectedStatus) process.stderr.write(laboratory.bench.log.join(''))
    await laboratory.close()
  },
})
export { expect } from '@playwright/test'
