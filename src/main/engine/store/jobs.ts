// Work on the database's files that takes longer than a scan may wait: it runs in a thread of its own, over a connection of its own.
import { assertNever } from '../../../shared/assert-never'
import { type BackupAnswer, type BackupRequest, makeBackup } from './backup/folder'
import type { BackupJobs } from './backup/keeper'
import type { LogKeeper } from './bulk'
import { type CheckAnswer, checkDatabase } from './check'
import { logMover } from './log-mover'

export type StoreJob =
  | ({ readonly kind: 'backup' } & BackupRequest)
  | { readonly kind: 'check'; readonly file: string; readonly full: boolean }

/** What the worker is started with: one job, or to move the log as often as it is asked to. */
export type WorkerInput = StoreJob | { readonly kind: 'keepLog'; readonly file: string }

export interface StoreJobs extends BackupJobs {
  /** Waits for no other job. */
  keepLog(file: string): LogKeeper
}

export function doJob(job: StoreJob): BackupAnswer | CheckAnswer {
  switch (job.kind) {
    case 'backup':
      return makeBackup(job)
    case 'check':
      return checkDatabase(job.file, job.full)
    default:
      return assertNever(job)
  }
}

/** In the thread of the caller, who waits: for tests and tools. */
export const jobsHere: StoreJobs = {
  backup: async (request) => makeBackup(request),
  check: async (file, full) => checkDatabase(file, full),
  keepLog(file) {
    const mover = logMover(file)
    return { move: async () => mover.move(), end: async () => mover.close() }
  },
}
