// A second bench with a window of its own, at the facility of a laboratory's first.
import { join } from 'node:path'
import { type Bench, startBench } from './bench'
import type { Laboratory } from './laboratory'
import { startCentral } from './processes'
import { readyToWork } from './screens'

/** A code is good for one bench, and each start of central gives one. */
export async function secondWindow({
  central,
  folder,
  bench,
}: Laboratory): Promise<{ second: Bench; end(): Promise<void> }> {
  await central.stop()
  const again = await startCentral(join(folder, 'central'), { port: central.port })
  const second = await startBench({
    dataDir: join(folder, 'second'),
    args: ['--central', again.ready.url, '--enrol', again.ready.benchEnrolmentCode, '--bench-name', 'Bench 2'],
  })
  await readyToWork(second.page)
  await readyToWork(bench.page)
  return {
    second,
    end: async () => {
      await second.quit()
      await again.stop()
    },
  }
}
