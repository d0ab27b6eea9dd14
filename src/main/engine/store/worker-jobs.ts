// Starts the store's worker: for one job at a time, and beside these for the log.
import { Worker } from 'node:worker_threads'
import type { BackupAnswer } from './backup/folder'
import type { LogKeeper } from './bulk'
import type { StoreJob, StoreJobs, WorkerTask } from './jobs'
import type { LogMoved } from './log-mover'
import type { CheckAnswer } from './restore/check'

const ended = () => new Error('The store worker ended without an answer')

/** `program`: path of the built worker. */
export function jobsInWorker(program: string): StoreJobs {
  let last: Promise<unknown> = Promise.resolve()

  const started = (task: WorkerTask): Worker => {
    const worker = new Worker(program, { workerData: task })
    // An engine that stops doesn't wait: a half backup has no name yet, and a log is moved by the next start.
    worker.unref()
    return worker
  }
  const inThread = <Answer>(job: StoreJob): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      const worker = started(job)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(ended()))
    })
  const run = <Answer>(job: StoreJob): Promise<Answer> => {
    const answer = last.then(() => inThread<Answer>(job))
    last = answer.catch(() => undefined)
    return answer
  }

  return {
    keepLog: (file) => keptLog(started({ kind: 'keepLog', file })),
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

/** One move at a time: whoever asks waits for the answer before asking again. */
function keptLog(worker: Worker): LogKeeper {
  let failure: Error | null = null
  let fail: (error: Error) => void = () => undefined
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const over = (error: Error) => {
    failure ??= error
    fail(error)
  }
  worker.once('error', over)
  worker.once('exit', () => over(ended()))
  return {
    move: () =>
      new Promise<LogMoved>((resolve, reject) => {
        if (failure !== null) return reject(failure)
        fail = reject
        worker.once('message', resolve)
        worker.postMessage('move')
      }),
    async end() {
      if (failure === null) worker.postMessage('end')
      await exited
    },
  }
}
