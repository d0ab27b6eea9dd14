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
  if (installed !== '' && !installed.includes('test')) return `Cryobench ${installed} is installed, and would be purged`
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

/** @param {string[]} args switches of Playwright */
export async function run(args) {
  const why = whyNotHere()
  if (why !== undefined) throw new Stop(`The installed program can't be tested here: ${why}.`)
  const environment = await setUpToDrive(['package'])
  fs.rmSync(inRoot('release'), { recursive: true, force: true })
  // Little compression: it is installed here and now.
  process.env.CRYOBENCH_DEB_LEVEL ??= '0'
  process.env.CRYOBENCH_SIGN_KEY = writeTestKey()
  const code = await packageIt(['deb', '--for-test'])
  return code === 0 ? runOnDisplay(PLAYWRIGHT, ['test', '--project=installed', ...args], environment) : code
}
