// The package's helper, run as root by the system's own means: polkit lets whoever sits at the bench update it, and do nothing else.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Installed } from './updater'

/** Brought by the .deb alone: resources/linux/update-helper.sh. */
const helper = '/usr/lib/cryobench/update-helper'

export const hasHelper = (): boolean => existsSync(helper)

/** As polkit's pkexec says it: nobody was asked, or not permitted. */
const notPermitted = new Set([126, 127])
/** dpkg on a slow disk; a hung one is not waited for for ever. */
const withinMs = 10 * 60 * 1000

/** Null: done. Never rejects. */
export function runHelper(command: 'install' | 'keep', ...args: readonly string[]): Promise<Installed> {
  return new Promise((resolve) => {
    execFile(
      'pkexec',
      ['--disable-internal-agent', helper, command, ...args],
      { timeout: withinMs, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error === null) return resolve(null)
        const isRefusal = error.code === 'ENOENT' || notPermitted.has(Number(error.code))
        const detail = (stderr || stdout || error.message).trim().split('\n').slice(-3).join(' ')
        resolve({ why: isRefusal ? 'notPermitted' : 'failed', detail })
      },
    )
  })
}
