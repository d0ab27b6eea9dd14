// npm run build: all programs into out/.
import { buildIfNeeded } from '../build/build.mjs'
import { setUpNode } from '../setup/set-up.mjs'

export async function run() {
  await setUpNode()
  await buildIfNeeded()
  return 0
}
