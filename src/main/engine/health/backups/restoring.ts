// A restore that a person wants: the backup is inspected first, and shown; then the next start of the engine carries it out.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { errorText } from '../../../../shared/error-text'
import type { Person } from '../../../../shared/model/person'
import type { Actor } from '../../../../shared/model/procedure'
import type { Clock, Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import { whyNot } from '../../../../shared/rights'
import type { RestoreCandidate } from '../../../../shared/views/health'
import type { Refusal } from '../../../../shared/views/refusal'
import { notSavedBy } from '../../ipc/not-saved'
import { backupsIn } from '../../store/backup/folder'
import type { StorePaths } from '../../store/paths'
import { requestRestore, stage } from '../../store/restore/restore-order'
import type { HealthPorts } from '../ports'

export interface RestoringNeeds extends Pick<HealthPorts, 'jobs' | 'note' | 'chooseFile'> {
  readonly paths: StorePaths
  readonly people: { current(): Person | null }
  readonly whoActs: () => Result<Actor, Refusal>
  /** The procedure that is being tagged; null if none is. */
  readonly openProcedure: () => number | null
  /** Absent where no other engine could follow this one. */
  readonly restart?: () => void
  readonly clock: Clock
  readonly timers: Timers
  readonly report: (error: unknown) => void
}

export interface Restoring {
  /** Inspects a backup: one of the list by its name, or with null a file that the person chooses. */
  choose(name: string | null): Promise<Result<RestoreCandidate | null, Refusal>>
  /** Has the backup that was inspected last restored, and the engine started again for it. */
  restore(reason: string): Result<null, Refusal>
}

/** The answer to the restore is on its way to the window by then. */
const restartAfterMs = 200

const noSuchFile = (detail: string) => refused({ kind: 'notRestorable', why: 'noSuchFile', detail } as const)

const changedMs = (path: string): number | null => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : Math.round(found.mtimeMs)
}

export function restoring(needs: RestoringNeeds): Restoring {
  const { paths, clock, timers } = needs
  let candidate: { readonly from: string; readonly found: RestoreCandidate } | null = null

  const inspect = async (path: string, atMs: number): Promise<Result<RestoreCandidate, Refusal>> => {
    candidate = null
    try {
      const from = stage(path, paths.file)
      const own = [paths.file, ...backupsIn(paths.backups).map(({ name }) => join(paths.backups, name))]
      const found = await needs.jobs.run({ kind: 'inspect', file: from, own, atMs })
      if (!found.ok) {
        needs.note(`The backup ${path} was not taken (${found.problem.kind}): ${found.problem.detail}`)
        return refused({ kind: 'notRestorable', why: found.problem.kind, detail: found.problem.detail })
      }
      candidate = { from, found: found.value }
      return ok(found.value)
    } catch (error) {
      needs.report(error)
      return noSuchFile(errorText(error))
    }
  }

  return {
    async choose(name) {
      if (name !== null) {
        const kept = backupsIn(paths.backups).find((each) => each.name === name)
        return kept === undefined ? noSuchFile(name) : inspect(join(paths.backups, kept.name), kept.atMs)
      }
      const file = await needs.chooseFile({ kind: 'open', extension: 'db' })
      if (file.kind === 'kiosk') return refused({ kind: 'kioskHasNoFiles' })
      return file.kind === 'chosen' ? inspect(file.path, changedMs(file.path) ?? clock.wallMs()) : ok(null)
    },
    restore(reason) {
      const actor = mayRestore(needs)
      if (!actor.ok) return actor
      const { restart } = needs
      if (candidate === null || restart === undefined) return noSuchFile('')
      const { from, found } = candidate
      try {
        requestRestore(paths.file, { from, backupAtMs: found.atMs, by: actor.value.name, reason })
      } catch (error) {
        return refused(notSavedBy(error))
      }
      candidate = null
      needs.note(`${actor.value.name} restores the backup of ${new Date(found.atMs).toISOString()}: ${reason}`)
      timers.after(restartAfterMs, restart)
      return ok(null)
    },
  }
}

function mayRestore({ whoActs, people, openProcedure }: RestoringNeeds): Result<Actor, Refusal> {
  const actor = whoActs()
  if (!actor.ok) return actor
  const notEntitled = whyNot(people.current(), 'backup.restore')
  if (notEntitled !== null) return refused(notEntitled)
  const open = openProcedure()
  return open === null ? actor : refused({ kind: 'otherTaggingOpen', procedureId: open })
}
