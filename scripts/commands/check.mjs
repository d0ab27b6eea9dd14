// npm run check: what can be known without Electron, fast.
import { printCounts, runStages } from '../lib/stages.mjs'
import { setUpNode } from '../setup/set-up.mjs'
import { checkStages } from './check-stages.mjs'

export async function run() {
  await setUpNode()
  const total = await runStages(checkStages())
  printCounts(total)
  return total.failed === 0 ? 0 : 1
}
