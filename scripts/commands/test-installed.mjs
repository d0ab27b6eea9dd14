// npm run test:installed: the package as its users meet it.
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ask } from '../lib/children.mjs'
import { inRoot } from '../lib/paths.mjs'
import { Stop } from '../lib/say.mjs'
import { PLAYWRIGHT, runOnDisplay, setUpToDrive } from './in-electron.mjs'
import { run as packageIt } from './package.mjs'

/** dpkg-query fills the name in itself. */
const VERSION_FORMAT = '-f=$' + '{Version}'

/** Left behind by a run that was cut off. */
const TEST_USER = 'cryobench-bench'

/** Why it can't run here; undefined where it can. */
export function whyNotHere() {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (!ask('dpkg', ['--version']).ok) return 'it needs dpkg'
  if (process.getuid?.() !== 0) return 'dpkg needs root'
  const installed = ask('dpkg-query', ['-W', VERSION_FORMAT, 'cryobench']).stdout
  if (installed !== '' && !installed.includes('test')) return `Cryobench ${installed} is installed and would be purged`
  const data = homes().find((home) => fs.existsSync(path.join(home, '.config', 'Cryobench')))
  return data === undefined ? undefined : `${data}/.config/Cryobench has records, and would be purged`
}

/** Of the people on this machine: what a purge looks through. */
const homes = () =>
  ask('getent', ['passwd'])
    .stdout.split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , uid]) => name !== TEST_USER && Number(uid) >= 1000 && Number(uid) < 60_000)
    .map(([, , , , , home = '/']) => home)

/** Signs what the tests offer as updates. */
function writeTestKey() {
  const file = inRoot('out', 'test-update-key.pem')
  const { privateKey } = crypto.generateKeyPairSync('ed25519')
  fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return file
}

/**
 * Packs a .deb whose updates a key of this run signs.
 * @param {string} level of compression, 0 to 9
 */
export async function packForTest(level) {
  const why = whyNotHere()
  if (why !== undefined) throw new Stop(`The installed program can't be tested here: ${why}.`)
  await setUpToDrive(['package'])
  fs.rmSync(inRoot('release'), { recursive: true, force: true })
  process.env.CRYOBENCH_DEB_LEVEL ??= level
  process.env.CRYOBENCH_SIGN_KEY = writeTestKey()
  return packageIt(['deb', '--for-test'])
}

/** @param {string[]} args switches of Playwright */
export async function run(args) {
  const environment = await setUpToDrive()
  // Little compression: it is installed here and now.
  const code = await packForTest('0')
  return code === 0 ? runOnDisplay(PLAYWRIGHT, ['test', '--project=installed', ...args], environment) : code
}
