// Installs the packages of the lockfile when node_modules is missing, cut off or from another lockfile.
import fs from 'node:fs'
import { npm, runToEnd } from '../lib/children.mjs'
import { inRoot } from '../lib/paths.mjs'
import { Stop, step } from '../lib/say.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Whether what npm recorded as installed is what the lockfile asks for. Optional packages of other platforms are
 * rightly absent.
 * @param {Lockfile} wanted
 * @param {Lockfile | undefined} installed
 */
export function matches(wanted, installed) {
  if (!installed) return false
  const names = Object.keys(wanted.packages).filter((name) => name !== '')
  return (
    Object.keys(installed.packages).every((name) => name in wanted.packages) &&
    names.every((name) => {
      const want = wanted.packages[name]
      const have = installed.packages[name]
      if (!have) return want?.optional === true
      return have.version === want?.version && have.integrity === want?.integrity
    })
  )
}

/**
 * @param {string} file
 * @returns {Lockfile | undefined}
 */
function readLockfile(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined // npm writes it last: none, or half of one, means an installation that was cut off
  }
}

export async function installPackages() {
  const wanted = readLockfile(inRoot('package-lock.json'))
  if (!wanted) throw new Stop('package-lock.json is missing or damaged; check it out again.')
  const installed = readLockfile(inRoot('node_modules', '.package-lock.json'))
  if (matches(wanted, installed)) return
  await step('installing packages (npm ci)', async () => {
    const { file, args } = npm()
    // Without --ignore-scripts npm would compile better-sqlite3 by itself, with flags that fit no Electron.
    const code = await runToEnd(file, [...args, 'ci', '--ignore-scripts', '--loglevel=error'], {
      cwd: inRoot(),
      stdout: 'stderr',
    })
    if (code !== 0)
      throw new Stop(
        'the packages could not be installed: npm ci failed (see above). Can a package registry be reached?',
      )
  })
}
