// Starts the health page's worker for each job; a cancelled one is ended at once.
import { rmSync } from 'node:fs'
import { unfinished } from '../../../platform/atomic-file'
import { jobInWorker } from '../../../platform/worker-job'
import type { AnswerTo, HealthJob, HealthJobs } from './jobs'

/** `program`: path of the built worker. */
export const healthJobsInWorker = (program: string): HealthJobs => ({
  run: (job, more) => jobInWorker<AnswerTo<typeof job>>(program, job, { ...more, tidy: () => removeUnfinished(job) }),
})

function removeUnfinished(job: HealthJob): void {
  const file = writtenBy(job)
  if (file !== null) rmSync(unfinished(file), { force: true })
}

const writtenBy = (job: HealthJob): string | null => {
  if (job.kind === 'diagnose') return job.target
  return job.kind === 'copy' ? job.to : null
}
