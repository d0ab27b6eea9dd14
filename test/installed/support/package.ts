// The package on this machine, as an administrator handles it: installed, upgraded, removed, purged. Needs root.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../e2e/support/bench'

export const program = '/opt/Cryobench/cryobench'
/** What menu entry and command start. */
export const launcher = '/usr/bin/cryobench'
export const packageName = 'cryobench'

const run = (file: string, ...args: string[]): string => execFileSync(file, args, { encoding: 'utf8', stdio: 'pipe' })

/** The newest .deb that `npm run package` has left. */
export function builtPackage(): string {
  const release = join(root, 'release')
  const [newest] = existsSync(release) ? readdirSync(release).filter((name) => name.endsWith('.deb')) : []
  if (newest === undefined) throw new Error('There is no package yet: npm run package -- deb --for-test')
  return join(release, newest)
}

export const install = (deb: string): string => run('dpkg', '--install', deb)
export const remove = (): string => run('dpkg', '--remove', packageName)
export const purge = (): string => run('dpkg', '--purge', packageName)

/** dpkg-query fills the names in itself. */
const statusFormat = '-f=$' + '{Status}|$' + '{Version}'

/** `undefined` when dpkg knows nothing of it. */
export function installedVersion(): string | undefined {
  try {
    const [status = '', version] = run('dpkg-query', '-W', statusFormat, packageName).split('|')
    return status.endsWith(' installed') ? version : undefined
  } catch {
    return undefined
  }
}

/** The same program under an older version's number: what an upgrade comes upon. */
export function olderPackage(deb: string, version: string): { readonly deb: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-older-'))
  const tree = join(folder, 'tree')
  run('dpkg-deb', '--raw-extract', deb, tree)
  const control = join(tree, 'DEBIAN', 'control')
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`))
  const older = join(folder, 'older.deb')
  run('dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, older)
  rmSync(tree, { recursive: true })
  return { deb: older, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** An ordinary user with a home of its own, as who sits at the bench. */
export function makeUser(name: string): { readonly name: string; readonly home: string; remove(): void } {
  const home = `/home/${name}`
  removeUser(name)
  run('useradd', '--create-home', '--home-dir', home, '--shell', '/bin/sh', name)
  chmodSync(home, 0o700)
  return { name, home, remove: () => removeUser(name) }
}

function removeUser(name: string): void {
  try {
    // Of a test that failed in the middle.
    for (const pid of run('ps', '-u', name, '-o', 'pid=').split('\n').filter(Boolean))
      process.kill(Number(pid), 'SIGKILL')
  } catch {
    // There are none.
  }
  try {
    run('userdel', '--remove', '--force', name)
  } catch {
    // It was not there.
  }
}
