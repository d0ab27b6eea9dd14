// Finds an Electron to run: the one named by the environment, the installed one, the official download, the stand-in.
import fs from 'node:fs'
import path from 'node:path'
import { ask, runToEnd } from '../lib/children.mjs'
import { withLock } from '../lib/lock.mjs'
import { cacheFolder, inRoot } from '../lib/paths.mjs'
import { Stop, say, step } from '../lib/say.mjs'
import { readStamp, writeStamp } from '../lib/stamp.mjs'
import { fetchStandIn, standIn, standInExecutable } from './stand-in.mjs'

/**
 * @typedef {{ electron: string, node: string, chrome: string, napi: number }} RuntimeVersions
 * @typedef {{ source: 'environment' | 'installed' | 'stand-in', executable: string, folder: string, versions: RuntimeVersions }} Runtime
 */

/** With a stand-in at hand a slow line is not worth more; without one the download is the only way. */
const DOWNLOAD_WITHIN_MS = { withStandIn: 120_000, without: 900_000 }
/** A network without GitHub stays so; asking again at every start would only cost time. */
const DOWNLOAD_AGAIN_AFTER_MS = 7 * 24 * 3_600_000

const executableName =
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? path.join('Electron.app', 'Contents', 'MacOS', 'Electron')
      : 'electron'

const electronPackage = inRoot('node_modules', 'electron')

/** The version the application is written against. */
export const declaredVersion = () =>
  JSON.parse(fs.readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version

/**
 * What to use now, without fetching anything; undefined when something must be fetched first.
 * @returns {{ source: Runtime['source'], folder: string } | undefined}
 */
export function runtimeAtHand() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return { source: 'environment', folder: override }
  const installed = path.join(electronPackage, 'dist')
  if (fs.existsSync(path.join(installed, executableName))) return { source: 'installed', folder: installed }
  const standInReady = standIn.allowed() && fs.existsSync(standInExecutable())
  if (standInReady && !mayDownload()) return { source: 'stand-in', folder: path.dirname(standInExecutable()) }
  return undefined
}

/** @returns {Promise<Runtime>} */
export async function resolveRuntime() {
  let atHand = runtimeAtHand()
  if (!atHand && mayDownload() && (await download()))
    atHand = { source: 'installed', folder: path.join(electronPackage, 'dist') }
  if (!atHand) {
    if (!standIn.allowed()) throw new Stop(whyNoRuntime())
    await withLock(path.join(cacheFolder, '.lock'), fetchStandIn)
    atHand = { source: 'stand-in', folder: path.dirname(standInExecutable()) }
  }
  const executable = path.join(atHand.folder, executableName)
  return { ...atHand, executable, versions: versionsOf(executable) }
}

function whyNoRuntime() {
  if (standIn.fitsThisMachine())
    return 'Electron could not be downloaded from GitHub, and --no-stand-in rules out the stand-in from the registry.'
  return 'Electron could not be downloaded from GitHub, and there is no stand-in for this kind of machine; set ELECTRON_MIRROR, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.'
}

const failureStamp = () =>
  path.join(cacheFolder, 'electron', `no-download-${declaredVersion()}-${process.platform}-${process.arch}.json`)

function mayDownload() {
  if (process.env.CRYOBENCH_ELECTRON_SKIP_DOWNLOAD) return false
  if (!standIn.allowed()) return true
  const failure = /** @type {{ at?: string } | undefined} */ (readStamp(failureStamp()))
  return !failure?.at || Date.now() - Date.parse(failure.at) > DOWNLOAD_AGAIN_AFTER_MS
}

async function download() {
  const limit = standIn.allowed() ? DOWNLOAD_WITHIN_MS.withStandIn : DOWNLOAD_WITHIN_MS.without
  fs.mkdirSync(path.join(cacheFolder, 'electron'), { recursive: true })
  return step(`downloading Electron ${declaredVersion()} (about 110 MB)`, async () => {
    const answer = await runToEnd(process.execPath, [path.join(electronPackage, 'install.js')], {
      log: path.join(cacheFolder, 'electron', 'download.log'),
      timeoutMs: limit,
    })
    if (answer === 0 && fs.existsSync(path.join(electronPackage, 'dist', executableName))) return true
    say('  The official download could not be reached.')
    writeStamp(failureStamp(), { at: new Date().toISOString() })
    return false
  })
}

/**
 * @param {string} executable
 * @returns {RuntimeVersions}
 */
function versionsOf(executable) {
  const answer = ask(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  })
  if (!answer.ok) throw new Stop(`the Electron at ${executable} does not run: ${answer.stderr.trim().split('\n')[0]}.`)
  const versions = JSON.parse(answer.stdout)
  return { electron: versions.electron, node: versions.node, chrome: versions.chrome, napi: Number(versions.napi) }
}

/** @param {Runtime} runtime */
export function warnOfStandIn(runtime) {
  if (runtime.source === 'stand-in')
    say(
      `  Using a stand-in Electron ${runtime.versions.electron} from the registry, because the official one could not be reached: for development and tests only.`,
    )
}

/**
 * What electron-vite, Playwright and our own tests need to know of the runtime.
 * @param {Runtime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export const runtimeEnvironment = (runtime) => ({
  CRYOBENCH_ELECTRON: runtime.executable,
  ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
  ELECTRON_EXEC_PATH: runtime.executable,
  ELECTRON_MAJOR_VER: runtime.versions.electron.split('.')[0],
})
