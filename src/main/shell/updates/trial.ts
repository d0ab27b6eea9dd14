// A new version is on trial until its first screen was shown. Its starts are counted outside of it, by resources/linux/launch.sh: a version
// that fails to load can't count itself. This file lets the launcher know that it came up, and says what became of the last one that did not.
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { refused } from '../../../shared/result'
import type { ProgramSnapshot } from '../../../shared/views/program'
import { makeFolder, refusalOf, replaceOnDisk, type Written } from '../disk'

/** Written by the helper, as root; readable for everybody. */
const trial = '/var/lib/cryobench/trial'
const rolledBackFile = '/var/lib/cryobench/rolled-back'

/** As the launcher names it. */
const startsFile = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'cryobench', 'starts')

export const isOnTrial = (): boolean => existsSync(trial)

/** From now on no start is counted any more. */
export function cameUp(env: NodeJS.ProcessEnv): Written {
  const file = startsFile(env)
  const made = makeFolder(dirname(file))
  if (!made.ok) return made
  try {
    return replaceOnDisk(file, `${readFileSync(trial, 'utf8').trim()} up\n`)
  } catch (error) {
    return refused(refusalOf(error))
  }
}

export function lastRolledBack(): ProgramSnapshot['rolledBack'] {
  try {
    return rolledBackIn(readFileSync(rolledBackFile, 'utf8'))
  } catch {
    // Nothing was ever rolled back on this computer, or it is no package.
    return null
  }
}

/** `0.3.0 1764150000`: version and epoch seconds. */
export function rolledBackIn(text: string): ProgramSnapshot['rolledBack'] {
  const [, version, seconds] = /^(\S+) (\d+)\s*$/.exec(text) ?? []
  return version === undefined ? null : { version, atMs: Number(seconds) * 1000 }
}
