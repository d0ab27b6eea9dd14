// Checks a Debian-like Linux for the system libraries a command needs, and installs them where it may.
import { ask, runToEnd } from '../lib/children.mjs'
import { Stop, say, step } from '../lib/say.mjs'

/**
 * What a command may need from the system.
 * @typedef {'window' | 'display' | 'reader' | 'fake reader' | 'fonts' | 'compiler' | 'faults' | 'package'} Need
 */

/** @type {Record<Need, readonly string[]>} Debian package names by what they are for */
export const PACKAGES = {
  window: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
  display: ['xvfb', 'xauth'],
  reader: ['libusb-1.0-0', 'libudev1'],
  'fake reader': ['umockdev'],
  fonts: ['fonts-liberation'],
  compiler: ['python3', 'make', 'g++'],
  faults: ['strace'],
  // What the .deb asks for beyond a window and a reader: dpkg installs it with nothing less.
  package: ['libxtst6', 'openssl', 'xdg-utils'],
}

/** Without these a command still does its work, only less well. */
const DISPENSABLE = /** @type {readonly Need[]} */ (['fonts'])

/** Debian 13 and Ubuntu 24.04 renamed libraries for their 64-bit time_t. */
const otherName = (/** @type {string} */ name) => `${name}t64`

/**
 * Packages that dpkg-query doesn't report as installed.
 * @param {readonly string[]} names
 * @param {string} report lines of "name status-abbreviation"
 */
export function missingFrom(names, report) {
  const installed = new Set(
    report
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, state]) => state?.startsWith('ii'))
      .map(([name]) => name),
  )
  return names.filter((name) => !installed.has(name) && !installed.has(otherName(name)))
}

/** dpkg-query fills the names in itself. */
const DPKG_FORMAT = '-f=${Package} ${db:Status-Abbrev}\\n'

/** @param {readonly string[]} names */
function missing(names) {
  const { stdout } = ask('dpkg-query', ['-W', DPKG_FORMAT, ...names.flatMap((name) => [name, otherName(name)])])
  return missingFrom(names, stdout)
}

/** @param {readonly Need[]} needs */
export async function installSystemLibraries(needs) {
  if (process.platform !== 'linux' || !ask('dpkg-query', ['--version']).ok) return
  const names = needs.flatMap((need) => PACKAGES[need])
  const absent = missing(names)
  if (absent.length === 0) return
  const asRoot = rightToInstall()
  if (asRoot) {
    await step(`installing system libraries (${absent.join(' ')})`, async () => {
      const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
      await runRow([...apt, 'update', '-qq'])
      await runRow([...apt, 'install', '-y', '-qq', '--no-install-recommends', ...absent.map(nameHere)])
    })
  }
  const still = asRoot ? missing(absent) : absent
  if (still.length === 0) return
  const line = `sudo apt-get update && sudo apt-get install -y ${still.join(' ')}`
  const dispensable = DISPENSABLE.flatMap((need) => PACKAGES[need])
  if (still.every((name) => dispensable.includes(name))) {
    say(`  Not installed, but optional: ${still.join(' ')}. To install: ${line}`)
    return
  }
  throw new Stop(`system libraries are missing; install them with: ${line}`)
}

/** @returns {string[] | undefined} what to put before apt-get, or undefined without the right to install */
function rightToInstall() {
  if (process.getuid?.() === 0) return []
  return ask('sudo', ['-n', 'true']).ok ? ['sudo', '-n'] : undefined
}

/** @param {string} name */
const nameHere = (name) => (ask('apt-cache', ['show', otherName(name)]).ok ? otherName(name) : name)

/** @param {readonly string[]} row */
function runRow([file = '', ...args]) {
  return runToEnd(file, args, { stdout: 'stderr' })
}
