// Makes better-sqlite3 loadable in this Node and in the Electron that will run, and proves it by loading it in both.
// Its prebuilds need Node-API 10 and segfault on 9 (Node 20, the stand-in Electron); a source build with the flags
// below loads in all of them, so it is compiled once and kept in the cache.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { ask, runToEnd } from '../lib/children.mjs'
import { withLock } from '../lib/lock.mjs'
import { cacheFolder, inRoot } from '../lib/paths.mjs'
import { Stop, say, step } from '../lib/say.mjs'
import { installSystemLibraries } from './system-libraries.mjs'

const CXXFLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'
const PREBUILDS_NEED_NAPI = 10

const sqliteFolder = inRoot('node_modules', 'better-sqlite3')
const hidFolder = inRoot('node_modules', 'node-hid')
export const compiled = path.join(sqliteFolder, 'build', 'Release', 'better_sqlite3.node')

/** @typedef {{ name: string, executable: string, napi: number, hid: boolean }} Target a program the modules must load in */

/** @type {Target} the engine and central under plain Node: no reader there, so the HID libraries may be missing */
export const thisNode = {
  name: `Node ${process.versions.node}`,
  executable: process.execPath,
  napi: Number(process.versions.napi),
  hid: false,
}

/**
 * What was compiled loads everywhere, so a command for Node alone doesn't undo what Electron needs.
 * @param {readonly Target[]} targets
 */
export async function prepareNativeModules(targets) {
  const sourceNeeded = targets.some(({ napi }) => napi < PREBUILDS_NEED_NAPI)
  if (sourceNeeded && !fs.existsSync(compiled)) await putCompiled()
  if (!targets.every((target) => loads(target, SQLITE_WORKS))) {
    // Left over from another version, or cut off while it was written.
    fs.rmSync(path.join(sqliteFolder, 'build'), { recursive: true, force: true })
    if (sourceNeeded) {
      fs.rmSync(cached(), { force: true })
      await putCompiled()
    }
    const failing = targets.find((target) => !loads(target, SQLITE_WORKS))
    if (failing)
      throw new Stop(`better-sqlite3 can't be loaded in ${failing.name}: it was compiled for a different version.`)
  }
  const withoutHid = targets.find((target) => target.hid && !loads(target, HID_WORKS))
  if (withoutHid)
    throw new Stop(`node-hid can't be loaded in ${withoutHid.name}; it needs the libraries libusb-1.0 and libudev.`)
}

const require = createRequire(import.meta.url)

const SQLITE_WORKS = `const d = new (require(${JSON.stringify(sqliteFolder)}))(':memory:')
  d.function('next', (n) => n + 1)
  process.exit(d.prepare('select next(41) n').get().n === 42 ? 0 : 1)`
const HID_WORKS = `process.exit(Array.isArray(require(${JSON.stringify(hidFolder)}).devices()) ? 0 : 1)`

/**
 * @param {Target} target
 * @param {string} script
 */
function loads(target, script) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }
  return ask(target.executable, ['-e', script], { env }).ok
}

/** Node-API only, so not tied to a version of Node or Electron. */
function cached() {
  const { version } = JSON.parse(fs.readFileSync(path.join(sqliteFolder, 'package.json'), 'utf8'))
  const flags = createHash('sha256').update(CXXFLAGS).digest('hex').slice(0, 8)
  return path.join(cacheFolder, 'native', `better_sqlite3-${version}-${process.platform}-${process.arch}-${flags}.node`)
}

async function putCompiled() {
  await withLock(path.join(cacheFolder, '.lock'), async () => {
    if (!fs.existsSync(cached())) await step('compiling better-sqlite3 (once, one to three minutes)', compile)
  })
  fs.mkdirSync(path.dirname(compiled), { recursive: true })
  copyWhole(cached(), compiled)
}

async function compile() {
  await installSystemLibraries(['compiler'])
  const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-native-'))
  const log = path.join(cacheFolder, 'native', 'compile.log')
  try {
    fs.cpSync(sqliteFolder, stage, { recursive: true, filter: (file) => !/[/\\](prebuilds|build)$/.test(file) })
    const headers = path.dirname(require.resolve('node-addon-api/package.json', { paths: [sqliteFolder] }))
    fs.cpSync(headers, path.join(stage, 'node_modules', 'node-addon-api'), { recursive: true })
    const nodeHeaders = nodeFolderWithHeaders()
    const args = ['rebuild', '--release', '--force_build=1', '-j', 'max', '--loglevel=warn']
    if (nodeHeaders) args.push(`--nodedir=${nodeHeaders}`)
    else say('  The Node headers are not on this machine; node-gyp will try to download them from nodejs.org.')
    fs.mkdirSync(path.dirname(log), { recursive: true })
    const code = await runToEnd(process.execPath, [require.resolve('node-gyp/bin/node-gyp.js'), ...args], {
      cwd: stage,
      env: { ...process.env, CXXFLAGS },
      log,
    })
    if (code !== 0)
      throw new Stop(
        `better-sqlite3 could not be compiled (it needs python3, make, g++ and Node's headers); see ${log}.`,
      )
    copyWhole(path.join(stage, 'build', 'Release', 'better_sqlite3.node'), cached())
  } finally {
    fs.rmSync(stage, { recursive: true, force: true })
  }
}

/** node-gyp started directly doesn't see npm's own nodedir setting. */
function nodeFolderWithHeaders() {
  const beside = path.resolve(process.execPath, '..', '..')
  const candidates = [process.env.npm_config_nodedir, beside, '/usr', '/usr/local']
  return candidates.find((folder) => folder && fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h')))
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyWhole(from, to) {
  const unfinished = `${to}.${process.pid}`
  fs.copyFileSync(from, unfinished)
  fs.renameSync(unfinished, to)
}
