// Finds the preload library of umockdev and refuses, with a sentence, one whose socket protocol was not tried.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const library = 'libumockdev-preload.so.0'
const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/lib']
// The protocol is private to umockdev and may change with any release.
const triedVersions = /^0\.17\./

function installedVersion(): string | undefined {
  try {
    return execFileSync('dpkg-query', ['-W', '-f', `\${Version}`, 'umockdev'], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    // No dpkg, or not installed by it: then only the protocol itself can tell.
    return undefined
  }
}

/** The library's path. Throws a sentence that says what to install. */
export function findPreload(): string {
  if (process.platform !== 'linux') throw new Error('The fake HID device needs Linux: it emulates hidraw.')
  const path = folders.map((folder) => `${folder}/${library}`).find((candidate) => existsSync(candidate))
  if (!path) throw new Error(`The fake HID device needs ${library}. On Debian: apt-get install umockdev`)
  const version = installedVersion()
  if (version !== undefined && !triedVersions.test(version)) {
    throw new Error(`The fake HID device speaks the protocol of umockdev 0.17; version ${version} is installed.`)
  }
  return path
}

export function unknownRequest(code: number): Error {
  return new Error(
    `The preload library sent an unknown request (${code}): it speaks another protocol than umockdev 0.17.`,
  )
}
