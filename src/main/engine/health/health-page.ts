// The health page's side of the engine: how the bench is, its diagnostics file, its backups. Loaded after the first screen.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { stampOf } from '../../../platform/time-stamp'
import { errorText } from '../../../shared/error-text'
import type { Answer } from '../../../shared/ipc/contract'
import type { HealthFacts, HealthStatus, Program, RestoreCandidate } from '../../../shared/model/health'
import type { Actor } from '../../../shared/model/procedure'
import type { Refusal } from '../../../shared/model/refusal'
import type { Clock, Timers } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import { whyNot } from '../../../shared/rights'
import type { ChosenPlace, PlaceWish, ProgramFacts } from '../../../shared/shell-messages'
import type { People } from '../people/people'
import { backupsIn } from '../store/backup/folder'
import type { Keeper } from '../store/backup/keeper'
import type { StorePaths } from '../store/begin'
import { sqliteVersion } from '../store/inspect'
import { requestRestore, stage } from '../store/restore/restore-order'
import { backupList } from './backups/list'
import { writeHealth } from './checks/file'
import { watchHealth } from './checks/watch'
import type { OperationsJobs } from './jobs'
import { lastErrors } from './log-tail'
import { programOf } from './program'

/** What of the surrounding program the health page needs. */
export interface Operations {
  readonly program: ProgramFacts
  readonly jobs: OperationsJobs
  choosePlace(wish: PlaceWish): Promise<ChosenPlace>
  /** To the log: what a person had done to the bench's files. */
  note(text: string): void
}

export interface DeskNeeds extends Operations {
  readonly dataDir: string
  readonly paths: StorePaths
  readonly keeper: Pick<Keeper, 'backUpNow'> | null
  readonly facts: () => HealthFacts
  readonly people: People
  readonly whoActs: () => Result<Actor, Refusal>
  /** The procedure that is being tagged; null if none is. */
  readonly tagging: () => number | null
  readonly onStatus: () => void
  readonly restart: (() => void) | null
  readonly clock: Clock
  readonly timers: Timers
  readonly report: (error: unknown) => void
}

export interface OperationsDesk {
  status(): HealthStatus
  changed(): void
  get(): Answer<'health/get'>
  writeDiagnostics(withDumps: boolean): Promise<Answer<'diagnostics/write'>>
  cancel(): void
  backUp(): Promise<Answer<'backups/make'>>
  copyBackup(name: string): Promise<Answer<'backups/copy'>>
  chooseBackup(name: string | null): Promise<Answer<'backups/choose'>>
  restore(reason: string): Answer<'backups/restore'>
  stop(): void
}

/** The answer to the restore is on its way to the window by then. */
const restartAfterMs = 200

const changedMs = (path: string): number | null => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : Math.round(found.mtimeMs)
}
export function operationsDesk(needs: DeskNeeds): OperationsDesk {
  const { dataDir, paths, jobs, clock, timers, people, report } = needs
  const program: Program = programOf(needs.program.version)
  const sqlite = sqliteVersion()
  const backups = backupList(paths.backups, jobs, report)
  const watch = watchHealth({
    clock,
    timers,
    facts: needs.facts,
    onStatus: needs.onStatus,
    report,
    write: (facts, nowMs, ended) =>
      writeHealth(dataDir, { writtenMs: nowMs, shellPid: needs.program.shellPid, ended, program, facts }),
  })
  let writing: { done: number; all: number; controller: AbortController } | null = null
  let candidate: { readonly from: string; readonly found: RestoreCandidate } | null = null

  /** Asks for a place and has the file written there; null where the person thought better of it. */
  const save = async (
    wish: Extract<PlaceWish, { kind: 'save' }>,
    write: (path: string) => Promise<{ readonly file: string; readonly bytes: number }>,
  ): Promise<Answer<'diagnostics/write'>> => {
    const place = await needs.choosePlace(wish)
    if (place.kind !== 'chosen') return ok(null)
    try {
      return ok(await write(place.path))
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') return ok(null)
      report(error)
      return refused({ kind: 'notExported', detail: errorText(error) })
    }
  }

  const diagnose = async (target: string, withDumps: boolean) => {
    const controller = new AbortController()
    writing = { done: 0, all: 0, controller }
    try {
      watch.changed()
      return await jobs.run(
        {
          kind: 'diagnose',
          dataDir,
          target,
          program,
          policyFile: needs.program.policyFile,
          withDumps,
          nowMs: clock.wallMs(),
        },
        {
          signal: controller.signal,
          progress(done, all) {
            writing = { done, all, controller }
          },
        },
      )
    } finally {
      writing = null
    }
  }

  const inspect = async (path: string, atMs: number): Promise<Answer<'backups/choose'>> => {
    candidate = null
    try {
      const from = stage(path, paths.file)
      const own = [paths.file, ...backupsIn(paths.backups).map(({ name }) => join(paths.backups, name))]
      const found = await jobs.run({ kind: 'inspect', file: from, own, atMs })
      if (!found.ok) {
        needs.note(`The backup ${path} was not taken (${found.problem.kind}): ${found.problem.detail}`)
        return refused({ kind: 'notRestorable', why: found.problem.kind, detail: found.problem.detail })
      }
      candidate = { from, found: found.value }
      return ok(found.value)
    } catch (error) {
      report(error)
      return refused({ kind: 'notRestorable', why: 'noSuchFile', detail: errorText(error) })
    }
  }

  return {
    status: watch.status,
    changed: watch.changed,
    get() {
      const { facts, health } = watch.look()
      return ok({
        ...health,
        facts,
        program: { ...program, sqlite },
        dataDir,
        backups: backups.rows(),
        log: lastErrors(dataDir),
        writing: writing && { done: writing.done, all: writing.all },
      })
    },
    writeDiagnostics: (withDumps) =>
      save({ kind: 'save', name: `cryobench-diagnostics-${stampOf(clock.wallMs())}.zip`, extension: 'zip' }, (path) => {
        needs.note(`A diagnostics file is written to ${path}${withDumps ? ', with crash dumps' : ''}.`)
        return diagnose(path, withDumps)
      }),
    cancel: () => writing?.controller.abort(),
    async backUp() {
      const answer = await needs.keeper?.backUpNow()
      if (answer === undefined) return refused({ kind: 'notBackedUp', why: 'refused', detail: '' })
      if (answer.kind === 'backedUp') return ok(null)
      return refused({ kind: 'notBackedUp', why: answer.why, detail: answer.detail })
    },
    async copyBackup(name) {
      // SECURITY: a name of the list, never a path of the window's.
      const kept = backupsIn(paths.backups).find((each) => each.name === name)
      if (kept === undefined) return refused({ kind: 'notRestorable', why: 'noSuchFile', detail: name })
      return save({ kind: 'save', name: kept.name, extension: 'db' }, (to) => {
        needs.note(`The backup ${kept.name} is copied to ${to}.`)
        return jobs.run({ kind: 'copy', from: join(paths.backups, kept.name), to })
      })
    },
    async chooseBackup(name) {
      if (name !== null) {
        const kept = backupsIn(paths.backups).find((each) => each.name === name)
        if (kept === undefined) return refused({ kind: 'notRestorable', why: 'noSuchFile', detail: name })
        return inspect(join(paths.backups, kept.name), kept.atMs)
      }
      const place = await needs.choosePlace({ kind: 'open', extension: 'db' })
      if (place.kind === 'kiosk') return refused({ kind: 'kioskHasNoFiles' })
      return place.kind === 'chosen' ? inspect(place.path, changedMs(place.path) ?? clock.wallMs()) : ok(null)
    },
    restore(reason) {
      const actor = needs.whoActs()
      if (!actor.ok) return actor
      const notEntitled = whyNot(people.current(), 'backup.restore')
      if (notEntitled !== null) return refused(notEntitled)
      const open = needs.tagging()
      if (open !== null) return refused({ kind: 'otherTaggingOpen', procedureId: open })
      const { restart } = needs
      if (candidate === null || restart === null) {
        return refused({ kind: 'notRestorable', why: 'noSuchFile', detail: '' })
      }
      const { from, found } = candidate
      try {
        requestRestore(paths.file, { from, backupAtMs: found.atMs, by: actor.value.name, reason })
      } catch (error) {
        return refused({ kind: 'notSaved', detail: errorText(error) })
      }
      candidate = null
      needs.note(`${actor.value.name} restores the backup of ${new Date(found.atMs).toISOString()}: ${reason}`)
      timers.after(restartAfterMs, restart)
      return ok(null)
    },
    stop() {
      writing?.controller.abort()
      watch.stop()
    },
  }
}
