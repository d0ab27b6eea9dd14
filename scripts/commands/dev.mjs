// npm run dev: the application from source, with hot reload.
import { forgetBuild } from '../build/build.mjs'
import { runToEnd } from '../lib/children.mjs'
import { needsVirtualDisplay, withDisplay } from '../lib/display.mjs'
import { chromiumSwitches } from '../lib/environment.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { runtimeEnvironment } from '../setup/electron.mjs'
import { setUpElectron } from '../setup/set-up.mjs'

/** @param {string[]} args switches of the application */
export async function run(args) {
  const display = needsVirtualDisplay() ? [/** @type {const} */ ('display')] : []
  const runtime = await setUpElectron(['window', 'reader', 'fonts', ...display])
  const noSandbox = chromiumSwitches().length > 0
  forgetBuild()
  return withDisplay((environment) => {
    const cli = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const sandbox = noSandbox ? { NO_SANDBOX: '1' } : {}
    const env = { ...process.env, ...runtimeEnvironment(runtime), ...environment, ...sandbox }
    return runToEnd(process.execPath, [cli, 'dev', '--watch', '--', ...args], { cwd: root, env })
  })
}
