// npm start: opens Cryobench from this checkout.
import { buildIfNeeded } from '../build/build.mjs'
import { runToEnd } from '../lib/children.mjs'
import { needsVirtualDisplay, withDisplay } from '../lib/display.mjs'
import { chromiumSwitches } from '../lib/environment.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { say } from '../lib/say.mjs'
import { runtimeEnvironment } from '../setup/electron.mjs'
import { setUpElectron } from '../setup/set-up.mjs'

/** @param {string[]} args switches of the application */
export async function run(args) {
  const virtual = needsVirtualDisplay()
  const runtime = await setUpElectron([
    'window',
    'reader',
    'fonts',
    ...(virtual ? [/** @type {const} */ ('display')] : []),
  ])
  await buildIfNeeded()
  return withDisplay((display) => {
    if (virtual) {
      say(
        '  No display found, so Cryobench runs on a virtual one. out/screen.png shows its screen, updated every 5 seconds.',
      )
      say('  To see it at work: npm run tour')
    }
    const screen = virtual ? { CRYOBENCH_SCREEN_FILE: inRoot('out', 'screen.png') } : {}
    const env = { ...process.env, ...runtimeEnvironment(runtime), ...display, ...screen }
    // Chromium complains at length of the message bus that a machine without a desktop doesn't have.
    const quiet = virtual ? ['--log-level=3'] : []
    const switches = [...chromiumSwitches(), ...quiet]
    say('- Cryobench is running. Press Ctrl-C to stop it.')
    return runToEnd(runtime.executable, [root, ...switches, ...args], { env })
  })
}
