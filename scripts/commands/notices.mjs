// npm run notices: writes THIRD-PARTY-NOTICES, or with --check says whether it is up to date.
import fs from 'node:fs'
import path from 'node:path'
import { buildIfNeeded } from '../build/build.mjs'
import { bundledFolder } from '../build/bundled-packages.mjs'
import { isAccepted, noticeOf, noticesText, shippedFolders } from '../lib/notices.mjs'
import { inRoot } from '../lib/paths.mjs'
import { Stop, say } from '../lib/say.mjs'
import { setUpNode } from '../setup/set-up.mjs'

const FILE = 'THIRD-PARTY-NOTICES'

const NOT_IN_A_PACKAGE_JSON = [
  'Electron, with Chromium and Node.js inside, is MIT-licensed; its own notices are the files LICENSE and\nLICENSES.chromium.html beside the program.',
  'SQLite, inside better-sqlite3, is in the public domain.',
  'hidapi, inside node-hid, is used under its BSD license; libusb and libudev are libraries of the system.',
]

/** @param {string[]} args */
export async function run(args) {
  await setUpNode()
  await buildIfNeeded()
  const notices = [...new Set([...bundled(), ...shipped()])].map((folder) => noticeOf(inRoot(...folder.split('/'))))
  const refused = notices.filter(({ license }) => !isAccepted(license))
  if (refused.length > 0)
    throw new Stop(
      `these licenses have not been accepted: ${refused.map(({ name, license }) => `${name} (${license})`).join(', ')}.`,
    )
  const text = noticesText(notices, NOT_IN_A_PACKAGE_JSON)
  const file = inRoot(FILE)
  const current = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  if (current === text) return 0
  if (args.includes('--check')) {
    say(`${FILE} is out of date; update it with: npm run notices`)
    return 1
  }
  fs.writeFileSync(file, text)
  say(`- ${FILE}: ${notices.length} packages`)
  return 0
}

/** @returns {string[]} */
const bundled = () =>
  fs.readdirSync(bundledFolder).flatMap((name) => JSON.parse(fs.readFileSync(path.join(bundledFolder, name), 'utf8')))

function shipped() {
  const { dependencies } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'))
  const { packages } = JSON.parse(fs.readFileSync(inRoot('package-lock.json'), 'utf8'))
  return shippedFolders(packages, Object.keys(dependencies))
}
