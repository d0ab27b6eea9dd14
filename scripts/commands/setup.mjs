// npm run setup: everything any other command could need.
import { say } from '../lib/say.mjs'
import { setUpToDrive } from './in-electron.mjs'

export async function run() {
  await setUpToDrive()
  say('- everything is set up.')
  return 0
}
