// What commands share that drive the built application in a real Electron.
import { buildIfNeeded } from '../build/build.mjs'
import { runToEnd } from '../lib/children.mjs'
import { needsVirtualDisplay, withDisplay } from '../lib/display.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { runtimeEnvironment } from '../setup/electron.mjs'
import { setUpElectron } from '../setup/set-up.mjs'

/**
 * Sets up and answers the environment of a program that starts the application by itself.
 * @param {readonly import('../setup/system-libraries.mjs').Need[]} more
 */
export async function setUpToDrive(more = []) {
  const display = needsVirtualDisplay() ? [/** @type {const} */ ('display')] : []
  const runtime = await setUpElectron(['window', 'reader', 'fake reader', 'fonts', ...display, ...more])
  return runtimeEnvironment(runtime)
}

/**
 * Runs one of the installed programs on a display.
 * @param {string} script below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
export const runOnDisplay = (script, args, environment) =>
  withDisplay((display) => {
    const env = { ...process.env, ...environment, ...display }
    return runToEnd(process.execPath, [inRoot('node_modules', ...script.split('/')), ...args], { cwd: root, env })
  })

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
export async function drive(script, args) {
  const environment = await setUpToDrive()
  await buildIfNeeded()
  return runOnDisplay(script, args, environment)
}

export const PLAYWRIGHT = '@playwright/test/cli.js'
