// Brings this checkout to where a command can run; says nothing and is quick when everything is there already.
import fs from 'node:fs'
import { withLock } from '../lib/lock.mjs'
import { inRoot } from '../lib/paths.mjs'
import { hashOf, readStamp, writeStamp } from '../lib/stamp.mjs'
import { resolveRuntime, runtimeAtHand, warnOfStandIn } from './electron.mjs'
import { compiled, prepareNativeModules, thisNode } from './native.mjs'
import { checkNodeVersion } from './node-version.mjs'
import { installPackages } from './packages.mjs'
import { installSystemLibraries } from './system-libraries.mjs'

/**
 * @typedef {import('./electron.mjs').Runtime} Runtime
 * @typedef {import('./system-libraries.mjs').Need} Need
 */

export const lockFile = inRoot('out', '.lock')

/** For commands that run without Electron: the packages, and better-sqlite3 in this Node. */
export async function setUpNode() {
  checkNodeVersion()
  await withLock(lockFile, async () => {
    await installPackages()
    const stamp = stampFile('node')
    if (provenFor(stamp)) return
    await prepareNativeModules([thisNode])
    writeStamp(stamp, { key: keyOf() })
  })
}

/**
 * For commands that open windows: also system libraries, an Electron, and the native modules in both.
 * @param {readonly Need[]} needs
 * @returns {Promise<Runtime>}
 */
export async function setUpElectron(needs) {
  checkNodeVersion()
  const runtime = await withLock(lockFile, async () => {
    await installSystemLibraries(needs)
    await installPackages()
    const stamp = stampFile('electron')
    const atHand = runtimeAtHand()
    const proven = atHand && provenFor(stamp, atHand.folder)
    if (proven?.runtime) return proven.runtime
    const found = await resolveRuntime()
    const { executable, versions } = found
    const name = `Electron ${versions.electron}`
    await prepareNativeModules([thisNode, { name, executable, napi: versions.napi, hid: true }])
    writeStamp(stamp, { key: keyOf(found.folder), runtime: found })
    return found
  })
  warnOfStandIn(runtime)
  return runtime
}

/** Below node_modules, so that what npm removes takes the proof with it. */
const stampFile = (/** @type {string} */ name) => inRoot('node_modules', '.cache', 'cryobench', `set-up-${name}.json`)

/**
 * @param {string} file
 * @param {string} [runtimeFolder]
 */
function provenFor(file, runtimeFolder) {
  const stamp = /** @type {{ key: string, runtime?: Runtime } | undefined} */ (readStamp(file))
  return stamp?.key === keyOf(runtimeFolder) ? stamp : undefined
}

/**
 * Everything that decides whether the native modules load: change one, and they are tried again.
 * @param {string} [runtimeFolder]
 */
function keyOf(runtimeFolder) {
  const binary = fs.statSync(compiled, { throwIfNoEntry: false })
  return JSON.stringify([
    process.version,
    process.arch,
    runtimeFolder,
    binary ? [binary.size, binary.mtimeMs] : 'none compiled',
    hashOf([inRoot('scripts', 'setup'), inRoot('package-lock.json')], inRoot()),
  ])
}
