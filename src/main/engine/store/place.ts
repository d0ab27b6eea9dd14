// Where a process runs, and whether one that ran somewhere is known to be gone.
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from '../../../shared/error-text'

/** Of a process: where it runs, so that one that is gone is known as such without waiting. */
export interface Place {
  readonly computer: string
  /** Of one start of the system; null where it does not say. */
  readonly boot: string | null
  /** Processes of two containers have the same numbers. */
  readonly processes: string | null
  readonly pid: number
}

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

export function thisPlace(): Place {
  let processes: string | null = null
  try {
    processes = readlinkSync('/proc/self/ns/pid')
  } catch {
    // Only Linux has such.
  }
  return { computer: hostname(), boot: textOf('/proc/sys/kernel/random/boot_id'), processes, pid: process.pid }
}

/** Known without waiting for a sign of life: this computer was started anew since, or has no such process any more. */
export function isGone({ computer, boot, processes, pid }: Place, here: Place): boolean {
  if (computer !== here.computer) return false
  if (boot !== here.boot) return boot !== null && here.boot !== null
  if (processes !== here.processes) return false
  return pid === here.pid || !isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    // Another user's process is there all the same.
    return errorCode(error) === 'EPERM'
  }
}

/** Dead, and still listed because nobody has asked how it ended. The state stands behind the name, which may hold anything. */
const isZombie = (pid: number): boolean => /.*\) Z /s.test(textOf(`/proc/${pid}/stat`) ?? '')
