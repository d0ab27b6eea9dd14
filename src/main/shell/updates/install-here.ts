// The one place that joins the updates of this installation: where they come from, and how the program ends and comes back.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { systemClock, systemRandom, systemTimers } from '../../../platform/system-ports'
import type { ProgramSnapshot } from '../../../shared/views/program'
import type { Log } from '../log'
import { hasHelper, runHelper } from './helper'
import { cameUp, isOnTrial, lastRolledBack } from './trial'
import { type Updates, updatesOf } from './updates'

export interface UpdatesHereNeeds {
  /** Folder on a web server, of the policy or the switch. */
  readonly url: string | undefined
  readonly publish: (snapshot: ProgramSnapshot) => void
  readonly log: Log
}

export function updatesHere({ url, publish, log }: UpdatesHereNeeds): Updates {
  const keyFile = join(process.resourcesPath, 'update-key.pem')
  const report = (error: unknown) => log.say('updates', 'error', String(error))
  return updatesOf({
    version: app.getVersion(),
    off:
      !app.isPackaged || !hasHelper()
        ? 'otherWay'
        : !existsSync(keyFile)
          ? 'noKey'
          : url === undefined
            ? 'noServer'
            : null,
    rolledBack: lastRolledBack(),
    updater: async () => {
      const { debUpdater } = await import('./deb-updater')
      return debUpdater({
        url: url ?? '',
        publicKeyPem: readFileSync(keyFile, 'utf8'),
        settingsFile: join(process.resourcesPath, 'app-update.yml'),
        log,
      })
    },
    publish,
    quit: () => app.quit(),
    nowMs: systemClock.wallMs,
    random: systemRandom.next,
    after: systemTimers.after,
    report,
  })
}

/** The first screen is there: a version on trial has passed, and the one before it is let go. */
export function passTrial(log: Log): void {
  if (!app.isPackaged || !isOnTrial()) return
  const recorded = cameUp(process.env)
  if (!recorded.ok)
    log.say(
      'updates',
      'error',
      `The successful start of this version could not be recorded: ${recorded.problem.detail}`,
    )
  void runHelper('keep').then((problem) => {
    if (problem !== null)
      log.say('updates', 'warn', `The previous version's package could not be removed: ${problem.detail}`)
  })
}

const launcher = '/usr/bin/cryobench'

/** Starts the installed program, whichever it is by then, as soon as this one has ended. Electron's own way would start what is no longer there. */
export function comeBack(args: readonly string[]): void {
  const wait = 'while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; shift; exec "$@"'
  const child = spawn('/bin/sh', ['-c', wait, 'sh', String(process.pid), launcher, ...args], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  // Without a shell nothing comes back, and the program ends all the same.
  child.on('error', () => undefined)
  child.unref()
}
