// Starts the health page's worker for each job; a cancelled one is ended at once.
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { AnswerTo, HealthJob, HealthJobs, Progress } from './jobs'

type FromWorker<Job extends HealthJob> =
  | { readonly kind: 'progress'; readonly done: number; readonly all: number }
  | { readonly kind: 'answer'; readonly answer: AnswerTo<Job> }

/** `program`: path of the built worker. */
export function healthJobsInWorker(program: string): HealthJobs {
  return {
    run: <Job extends HealthJob>(
      job: Job,
      { progress, signal }: { readonly progress?: Progress; readonly signal?: AbortSignal } = {},
    ) =>
      new Promise<AnswerTo<Job>>((resolve, reject) => {
        const worker = new Worker(program, { workerData: job })
        const cancel = () => {
          void worker.terminate().then(() => {
            const file = unfinishedOf(job)
            if (file !== null) rmSync(file, { force: true })
            reject(new DOMException('Cancelled', 'AbortError'))
          }, reject)
        }
        worker.on('message', (message: FromWorker<Job>) => {
          if (message.kind === 'progress') progress?.(message.done, message.all)
          else resolve(message.answer)
        })
        worker.once('error', reject)
        worker.once('exit', () => {
          signal?.removeEventListener('abort', cancel)
          if (signal?.aborted !== true) reject(new Error('The worker ended without an answer'))
        })
        if (signal?.aborted === true) cancel()
        else signal?.addEventListener('abort', cancel, { once: true })
        // An engine that stops doesn't wait: what is half written has no name yet.
        worker.unref()
      }),
  }
}

/** What a worker that was ended in the middle leaves: see writeWhole. */
const unfinishedOf = (job: HealthJob): string | null => {
  if (job.kind === 'diagnose') return `${job.target}.part`
  return job.kind === 'copy' ? `${job.to}.part` : null
}
