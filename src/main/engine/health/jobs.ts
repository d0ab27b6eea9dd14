// Work of the health page that takes longer than a scan may wait: it runs in a thread of its own, over connections of its own.
import type { Progress } from '../../../platform/worker-job'
import type { Result } from '../../../shared/result'
import type { Program, RestoreCandidate, SavedFile } from '../../../shared/views/health'
import type { CandidateNeeds, CandidateRefusal } from '../store/restore/candidate'

export interface DiagnosticsRequest {
  readonly dataDir: string
  /** Path of the file to write. */
  readonly target: string
  readonly program: Program
  readonly policyFile: string
  /** Crash dumps hold what was in memory: only if somebody asks for them. */
  readonly withDumps: boolean
  readonly nowMs: number
}

export type HealthJob =
  | ({ readonly kind: 'diagnose' } & DiagnosticsRequest)
  | { readonly kind: 'verify'; readonly file: string }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string }
  | ({ readonly kind: 'inspect' } & CandidateNeeds)

export interface Answers {
  readonly diagnose: SavedFile
  readonly verify: boolean
  readonly copy: SavedFile
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
