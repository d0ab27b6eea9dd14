// Runs one of the built programs under this Node; stdout stays exactly the program's.
import { buildIfNeeded } from '../build/build.mjs'
import { runToEnd } from '../lib/children.mjs'
import { inRoot } from '../lib/paths.mjs'
import { setUpNode } from '../setup/set-up.mjs'

/**
 * @param {string} name of the file below out/main
 * @param {readonly string[]} args
 */
export async function runBuilt(name, args) {
  await setUpNode()
  await buildIfNeeded()
  return runToEnd(process.execPath, [inRoot('out', 'main', name), ...args])
}
