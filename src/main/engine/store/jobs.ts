// Work on the database's files that takes longer than a scan may wait: it runs in a thread of its own, over a connection of its own.
import { assertNever } from '../../../shared/assert-never'
import { type BackupAnswer, type BackupRequest, makeBackup } from './backup/folder'
import { type LogMoved, moveLog } from './move-log'
import { type CheckAnswer, checkDatabase } from './restore/check'

export type StoreJob =
  | ({ readonly kind: 'backup' } & BackupRequest)
  | { readonly kind: 'check'; readonly file: string; readonly full: boolean }
  | { readonly kind: 'moveLog'; readonly file: string }

export interface StoreJobs {
  backup(request: BackupRequest): Promise<BackupAnswer>
  check(file: string, full: boolean): Promise<CheckAnswer>
  /** Moves what the write-ahead log holds to the database. Waits for no other job. */
  moveLog(file: string): Promise<LogMoved>
}

export function doJob(job: StoreJob): BackupAnswer | CheckAnswer | LogMoved {
  switch (job.kind) {
    case 'backup':
      return makeBackup(job)
    case 'check':
      return checkDatabase(job.file, job.full)
    case 'moveLog':
      return moveLog(job.file)
    default:
      return assertNever(job)
  }
}

/** In the thread of the caller, who waits: for tests and tools. */
export const jobsHere: StoreJobs = {
  backup: async (request) => makeBackup(request),
  check: async (file, full) => checkDatabase(file, full),
  moveLog: async (file) => moveLog(file),
}
