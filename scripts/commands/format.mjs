// npm run format: the formatter, what the linter can mend, and the pictures that documents take from the rules.
import { runToEnd } from '../lib/children.mjs'
import { writePictures } from '../lib/house.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { setUpNode } from '../setup/set-up.mjs'

/** @param {string[]} args files; all without */
export async function run(args) {
  await setUpNode()
  writePictures()
  const biome = inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const files = args.length > 0 ? args : ['.']
  return runToEnd(process.execPath, [biome, 'check', '--write', ...files], { cwd: root })
}
