// Does a job of the health page, in the thread of the caller, who waits.
import type { Progress } from '../../../platform/worker-job'
import { assertNever } from '../../../shared/assert-never'
import { checkBackup } from '../store/backup/verify'
import { inspectCandidate } from '../store/restore/candidate'
import { copyBackup } from './backups/copy'
import { writeDiagnostics } from './diagnostics/write'
import type { Answers, HealthJob } from './jobs'

export function doHealthJob(job: HealthJob, progress: Progress = () => undefined): Answers[HealthJob['kind']] {
  switch (job.kind) {
    case 'diagnose':
      return writeDiagnostics(job, progress)
    case 'verify':
      return checkBackup(job.file).ok
    case 'copy':
      return copyBackup(job.from, job.to)
    case 'inspect':
      return inspectCandidate(job)
    default:
      return assertNever(job)
  }
}
