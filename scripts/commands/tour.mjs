// npm run tour: the main job in the real application, with pictures.
import { say } from '../lib/say.mjs'
import { drive, PLAYWRIGHT } from './in-electron.mjs'

/** @param {string[]} args switches of Playwright */
export async function run(args) {
  const reporter = '--reporter=./scripts/lib/tour-reporter.mjs'
  const code = await drive(PLAYWRIGHT, ['test', '--project=tour', reporter, ...args])
  if (code === 0) say('- screenshots and description: out/tour/tour.md')
  return code
}
