// Backs the database up every hour in which something changed, and checks it after the start.

import type { Clock, Timers } from '../../../../shared/ports'
import type { BenchData } from '../../../../shared/views/store-notice'
import type { CheckAnswer } from '../check'
import type { StorePaths } from '../paths'
import { type BackupAnswer, type BackupRequest, backupsIn } from './folder'

/** In a thread of their own. */
export interface BackupJobs {
  backup(request: BackupRequest): Promise<BackupAnswer>
  check(file: string, full: boolean): Promise<CheckAnswer>
}

export interface KeeperNeeds {
  readonly paths: StorePaths
  readonly jobs: BackupJobs
  readonly clock: Clock
  readonly timers: Timers
  /** Moves whenever the database does. */
  readonly changes: () => number
  readonly wasUnclean: boolean
  /** Of a backup made at the start. */
  readonly first: BackupAnswer | null
  /** What the screens show of it is another. */
  readonly onChange: () => void
  readonly onDamaged: (detail: string) => void
  readonly report: (error: unknown) => void
}

export interface Keeper {
  state(): Omit<BenchData, 'notices'>
  /** When the database was last checked, and what was found; null before the first time. */
  checked(): { readonly atMs: number; readonly problem: string | null } | null
  /** A person wants one, whether something changed or not. */
  backUpNow(): Promise<BackupAnswer>
  stop(): void
}

const hourMs = 60 * 60 * 1000
/** The worklist is on the screen, and readers and network have been found. */
const checkAfterMs = 30_000
const soonestMs = 2 * 60 * 1000
/** A disk that is full now may not be so for long. */
const againMs = 10 * 60 * 1000

export function keepBackups(needs: KeeperNeeds): Keeper {
  const { paths, jobs, clock, timers, changes, report } = needs
  let lastMs: number | null = backupsIn(paths.backups)[0]?.atMs ?? null
  let problem: BenchData['backupProblem'] = null
  let copied = -1
  let isStopped = false
  let checked: { readonly atMs: number; readonly problem: string | null } | null = null
  let cancel = () => {}

  const note = (answer: BackupAnswer, atMs: number) => {
    const before = JSON.stringify([problem, lastMs])
    problem = answer.kind === 'backedUp' ? null : { why: answer.why, detail: answer.detail }
    if (answer.kind === 'backedUp') lastMs = atMs
    else report(new Error(`The backup failed (${answer.why}): ${answer.detail}`))
    if (JSON.stringify([problem, lastMs]) !== before) needs.onChange()
  }

  const plan = (afterMs: number) => {
    if (!isStopped) cancel = timers.after(afterMs, () => void turn().catch(report))
  }
  const backUpNow = async () => {
    const nowMs = clock.wallMs()
    const now = changes()
    const answer = await jobs.backup({ source: paths.file, folder: paths.backups, nowMs, before: null })
    if (isStopped) return answer
    if (answer.kind === 'backedUp') copied = now
    note(answer, nowMs)
    return answer
  }
  const turn = async () => {
    if (changes() !== copied || problem !== null) await backUpNow()
    plan(problem === null ? hourMs : againMs)
  }

  const check = async () => {
    const answer = await jobs.check(paths.file, needs.wasUnclean)
    if (isStopped) return
    if (answer.kind !== 'notChecked') {
      checked = { atMs: clock.wallMs(), problem: answer.kind === 'sound' ? null : answer.detail }
    }
    if (answer.kind === 'sound') return
    if (answer.kind === 'notChecked') report(new Error(`The database could not be checked: ${answer.detail}`))
    else needs.onDamaged(answer.detail)
  }

  if (needs.first !== null) note(needs.first, clock.wallMs())
  // A clock that was set back would put the next one off for as long.
  const sinceMs = lastMs === null ? hourMs : Math.max(0, clock.wallMs() - lastMs)
  plan(Math.max(soonestMs, hourMs - sinceMs))
  const cancelCheck = timers.after(checkAfterMs, () => void check().catch(report))

  return {
    state: () => ({ lastBackupMs: lastMs, backupProblem: problem }),
    checked: () => checked,
    backUpNow,
    stop() {
      isStopped = true
      cancel()
      cancelCheck()
    },
  }
}
