// The health page: how the bench is, its diagnostics file, its backups. Loaded after the first screen.
import { join } from 'node:path'
import { ok, type Result, refused } from '../../../shared/result'
import type { HealthFacts, HealthSnapshot, HealthStatus, Program } from '../../../shared/views/health'
import type { Refusal } from '../../../shared/views/refusal'
import { backupsIn } from '../store/backup/folder'
import type { Keeper } from '../store/backup/keeper'
import { sqliteVersion } from '../store/inspect'
import { backupList } from './backups/list'
import { type Restoring, type RestoringNeeds, restoring } from './backups/restoring'
import { writeHealth } from './checks/file'
import { watchHealth } from './checks/watch'
import { type DiagnosticsFile, diagnosticsFile } from './diagnostics/diagnostics-file'
import { lastErrors } from './log-tail'
import type { HealthPorts } from './ports'
import { programOf } from './program'
import { type Saved, saveFile } from './save-file'

export interface HealthPageNeeds extends HealthPorts, RestoringNeeds {
  readonly dataDir: string
  /** Null where the database can't be opened. */
  readonly backups: Pick<Keeper, 'backUpNow'> | null
  readonly facts: () => HealthFacts
  readonly onStatus: () => void
}

export interface HealthPage {
  status(): HealthStatus
  changed(): void
  get(): Result<HealthSnapshot, Refusal>
  readonly writeDiagnostics: DiagnosticsFile['write']
  readonly cancel: DiagnosticsFile['cancel']
  backUp(): Promise<Result<null, Refusal>>
  copyBackup(name: string): Promise<Saved>
  readonly chooseBackup: Restoring['choose']
  readonly restore: Restoring['restore']
  stop(): void
}

export function healthPage(needs: HealthPageNeeds): HealthPage {
  const { dataDir, paths, jobs, clock, timers, report } = needs
  const { shellPid, policyFile } = needs.program
  const program: Program = programOf(needs.program.version)
  const sqlite = sqliteVersion()
  const list = backupList(paths.backups, jobs, report)
  const watch = watchHealth({
    clock,
    timers,
    facts: needs.facts,
    onStatus: needs.onStatus,
    report,
    write: (facts, nowMs, ended) => writeHealth(dataDir, { writtenMs: nowMs, shellPid, ended, program, facts }),
  })
  const diagnostics = diagnosticsFile({ ...needs, program, policyFile, onBegin: watch.changed })
  const { choose, restore } = restoring(needs)

  return {
    status: watch.status,
    changed: watch.changed,
    get() {
      const { facts, health } = watch.check()
      return ok({
        ...health,
        facts,
        program: { ...program, sqlite },
        dataDir,
        backups: list.rows(),
        log: lastErrors(dataDir),
        writing: diagnostics.progress(),
      })
    },
    writeDiagnostics: diagnostics.write,
    cancel: diagnostics.cancel,
    async backUp() {
      const answer = await needs.backups?.backUpNow()
      if (answer === undefined) return refused({ kind: 'notBackedUp', why: 'refused', detail: '' })
      if (answer.kind === 'backedUp') return ok(null)
      return refused({ kind: 'notBackedUp', why: answer.why, detail: answer.detail })
    },
    async copyBackup(name) {
      // SECURITY: a name of the list, never a path of the window's.
      const kept = backupsIn(paths.backups).find((each) => each.name === name)
      if (kept === undefined) return refused({ kind: 'notRestorable', why: 'noSuchFile', detail: name })
      return saveFile(needs, { kind: 'save', name: kept.name, extension: 'db' }, (to) => {
        needs.note(`The backup ${kept.name} is copied to ${to}.`)
        return jobs.run({ kind: 'copy', from: join(paths.backups, kept.name), to })
      })
    },
    chooseBackup: choose,
    restore,
    stop() {
      diagnostics.cancel()
      watch.stop()
    },
  }
}
