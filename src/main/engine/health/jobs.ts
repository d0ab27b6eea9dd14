// Work of the health page that takes longer than a scan may wait: it runs in a thread of its own, over connections of its own.
import type { Progress } from '../../../platform/worker-job'
import { assertNever } from '../../../shared/assert-never'
import type { RestoreCandidate } from '../../../shared/model/health'
import type { Result } from '../../../shared/result'
import { checkBackup } from '../store/backup/verify'
import { type CandidateNeeds, type CandidateRefusal, inspectCandidate } from '../store/restore/candidate'
import { copyBackup } from './backups/copy'
import { type DiagnosticsRequest, type Written, writeDiagnostics } from './diagnostics/write'

export type HealthJob =
  | ({ readonly kind: 'diagnose' } & DiagnosticsRequest)
  | { readonly kind: 'verify'; readonly file: string }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string }
  | ({ readonly kind: 'inspect' } & CandidateNeeds)

interface Answers {
  readonly diagnose: Written
  readonly verify: boolean
  readonly copy: Written
  readonly inspect: Result<RestoreCandidate, CandidateRefusal>
}
export type AnswerTo<Job extends HealthJob> = Answers[Job['kind']]

export interface HealthJobs {
  /** Rejects with what disk or database threw, or with an AbortError once the signal has ended it; then nothing is left behind. */
  run<Job extends HealthJob>(
    job: Job,
    more?: { readonly progress?: Progress; readonly signal?: AbortSignal },
  ): Promise<AnswerTo<Job>>
}

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
