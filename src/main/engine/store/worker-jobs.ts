// Starts the store's worker for one job at a time.
import { Worker } from 'node:worker_threads'
import type { BackupAnswer } from './backup/folder'
import type { StoreJob, StoreJobs } from './jobs'
import type { LogMoved } from './move-log'
import type { CheckAnswer } from './restore/check'

/** `program`: path of the built worker. */
export function jobsInWorker(program: string): StoreJobs {
  let last: Promise<unknown> = Promise.resolve()

  const inThread = <Answer>(job: StoreJob): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      const worker = new Worker(program, { workerData: job })
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The store worker ended without an answer')))
      // An engine that stops doesn't wait: a half backup has no name yet.
      worker.unref()
    })
  const run = <Answer>(job: StoreJob): Promise<Answer> => {
    const answer = last.then(() => inThread<Answer>(job))
    last = answer.catch(() => undefined)
    return answer
  }

  return {
    moveLog: (file) => inThread<LogMoved>({ kind: 'moveLog', file }),
    backup: (request) =>
      run<BackupAnswer>({ kind: 'backup', ...request }).catch((error: unknown): BackupAnswer => {
        return { kind: 'backupFailed', why: 'refused', detail: String(error) }
      }),
    check: (file, full) =>
      run<CheckAnswer>({ kind: 'check', file, full }).catch((error: unknown): CheckAnswer => {
        return { kind: 'notChecked', detail: String(error) }
      }),
  }
}
