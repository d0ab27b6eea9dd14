// What commands share that drive the built application in a real Electron.
import { availableParallelism } from 'node:os'
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

/** End-to-end tests at a time, each on a display of its own: one test alone leaves half of two processors idle. */
export const TESTS_AT_ONCE = Math.min(2, availableParallelism())

/**
 * Runs one of the installed programs on a display.
 * @param {string} script below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @param {number} [displays] virtual ones, where the system has no display
 */
export const runOnDisplay = (script, args, environment, displays = 1) =>
  withDisplay((display) => {
    const env = { ...process.env, ...environment, ...display }
    return runToEnd(process.execPath, [inRoot('node_modules', ...script.split('/')), ...args], { cwd: root, env })
  }, displays)

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {number} [displays]
 */
export async function drive(script, args, displays) {
  const environment = await setUpToDrive()
  await buildIfNeeded()
  return runOnDisplay(script, args, environment, displays)
}

export const PLAYWRIGHT = '@playwright/test/cli.js'
