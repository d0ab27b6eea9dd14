// Starts the health page's worker for each job; a cancelled one is ended at once.
import { rmSync } from 'node:fs'
import { unfinished } from '../../../platform/atomic-file'
import { jobInWorker } from '../../../platform/worker-job'
import type { AnswerTo, OperationsJob, OperationsJobs } from './jobs'

/** `program`: path of the built worker. */
export const operationsInWorker = (program: string): OperationsJobs => ({
  run: (job, more) => jobInWorker<AnswerTo<typeof job>>(program, job, { ...more, tidy: () => removeUnfinished(job) }),
})

function removeUnfinished(job: OperationsJob): void {
  const file = writtenBy(job)
  if (file !== null) rmSync(unfinished(file), { force: true })
}

const writtenBy = (job: OperationsJob): string | null => {
  if (job.kind === 'diagnose') return job.target
  return job.kind === 'copy' ? job.to : null
}
