// npm run simulate: benches and central under simulated faults; see docs/decisions/0043-deterministic-simulation.md.
import { runToEnd } from '../lib/children.mjs'
import { root } from '../lib/paths.mjs'
import { setUpNode } from '../setup/set-up.mjs'

/** @param {string[]} args switches of test/simulation/main.ts */
export async function run(args) {
  await setUpNode()
  return runToEnd(process.execPath, ['--import', 'tsx', 'test/simulation/main.ts', ...args], { cwd: root })
}
