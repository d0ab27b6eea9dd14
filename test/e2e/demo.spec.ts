// What a newcomer gets with one command: demo mode, nothing to set, the main job by hand.
import { test } from '@playwright/test'
import { startBench, temporaryFolder } from './support/bench'
import { readyToWork, tagWithSimulatedReader } from './support/screens'

test('demo mode: a sample STORE is tagged with the simulated reader', async () => {
  const folder = temporaryFolder()
  const { page, quit } = await startBench({ dataDir: folder.path })
  try {
    await readyToWork(page)
    await tagWithSimulatedReader(page)
  } finally {
    await quit()
    folder.remove()
  }
})
