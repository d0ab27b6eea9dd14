// npm run benchmark: the figures of bench/RESULTS.md.
import { drive } from './in-electron.mjs'
import { packForTest } from './test-installed.mjs'

/** @param {string[]} args switches of bench/main.ts */
export async function run(args) {
  // Packed as a release is: its size is one of the figures.
  const code = args.includes('installed') ? await packForTest('6') : 0
  return code === 0 ? drive('tsx/dist/cli.mjs', ['bench/main.ts', ...args]) : code
}
