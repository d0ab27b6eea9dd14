// A disk of its own for one test, small enough to be filled: a tmpfs. Mounting takes root, or sudo without a password.
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface SmallDisk {
  readonly path: string
  /** To the last byte, also for root. */
  fill(): void
  free(): void
  /** As a disk that the system has found broken is mounted again; back with `false`. */
  readOnly(is: boolean): void
  remove(): void
}

const asRoot = (program: string, ...args: string[]): void => {
  const [first = program, ...rest] = process.getuid?.() === 0 ? [program, ...args] : ['sudo', '-n', program, ...args]
  execFileSync(first, rest, { stdio: 'ignore' })
}

/** Whether disks can be mounted here: on no Mac, on no Windows, and not for everybody. */
export function canMount(): boolean {
  if (process.platform !== 'linux') return false
  try {
    asRoot('unshare', '--mount', 'true')
    return true
  } catch {
    return false
  }
}

/** Mounted at `path`, which is made. */
export function smallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path, { recursive: true })
  asRoot('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'tmpfs', path)
  const ballast = join(path, 'ballast')
  return {
    path,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (let size = 1024 * 1024; size > 0; size = Math.floor(size / 2)) fillBy(file, size)
      } finally {
        closeSync(file)
      }
      const { bavail } = statfsSync(path)
      if (bavail > 0) throw new Error(`${bavail} blocks are still free`)
    },
    free: () => rmSync(ballast, { force: true }),
    readOnly: (is) => asRoot('mount', '-o', `remount,${is ? 'ro' : 'rw'}`, path),
    // What still holds a file of it must not fail the test that is over.
    remove: () => asRoot('umount', '--lazy', path),
  }
}

function fillBy(file: number, size: number): void {
  const bytes = Buffer.alloc(size, 1)
  try {
    while (writeSync(file, bytes) === size);
  } catch {
    // So much does not fit any more.
  }
}
