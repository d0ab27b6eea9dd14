// Starts the store's worker: for one job at a time, and another one for the log beside these.
import type { Worker } from 'node:worker_threads'
import { serialQueue } from '../../../platform/serial-queue'
import { endedWithoutAnswer, jobInWorker, startWorker } from '../../../platform/worker-job'
import type { BackupAnswer } from './backup/folder'
import type { LogKeeper } from './bulk'
import type { CheckAnswer } from './check'
import type { StoreJob, StoreJobs, WorkerInput } from './jobs'
import type { LogMoved } from './log-mover'

/** `program`: path of the built worker. */
export function jobsInWorker(program: string): StoreJobs {
  const jobs = serialQueue()
  const run = <Answer>(job: StoreJob): Promise<Answer> => jobs.run(() => jobInWorker<Answer>(program, job))
  const started = (input: WorkerInput): Worker => startWorker(program, input)

  return {
    // An engine that stops doesn't wait: a half backup has no name yet, and a log is moved by the next start.
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
  worker.once('exit', () => over(endedWithoutAnswer()))
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
