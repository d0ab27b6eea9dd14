// A job in a worker thread of its own: the worker is started for it, heard until the answer is there, and gone afterwards.
import { type MessagePort, Worker } from 'node:worker_threads'

export type Progress = (done: number, all: number) => void

type FromWorker<Answer> =
  | { readonly kind: 'progress'; readonly done: number; readonly all: number }
  | { readonly kind: 'answer'; readonly answer: Answer }

export interface JobOptions {
  readonly progress?: Progress
  /** Ends the worker in the middle of its job. */
  readonly signal?: AbortSignal
  /** Removes what a worker that was ended in the middle has left. */
  readonly tidy?: () => void
}

export const endedWithoutAnswer = (): Error => new Error('The worker ended without an answer')

/** `program`: path of the built worker. A process that stops doesn't wait for it. */
export function startWorker(program: string, task: unknown): Worker {
  const worker = new Worker(program, { workerData: task })
  worker.unref()
  return worker
}

/**
 * What `program`, which ends by `answerTo`, makes of the job. Rejects with what the job threw, or with an AbortError once the signal has ended
 * the worker.
 */
export const jobInWorker = <Answer>(
  program: string,
  job: unknown,
  { progress, signal, tidy }: JobOptions = {},
): Promise<Answer> =>
  new Promise<Answer>((resolve, reject) => {
    const worker = startWorker(program, job)
    const cancel = async () => {
      await worker.terminate()
      tidy?.()
      throw new DOMException('Cancelled', 'AbortError')
    }
    const onAbort = () => void cancel().catch(reject)
    worker.on('message', (message: FromWorker<Answer>) => {
      if (message.kind === 'progress') progress?.(message.done, message.all)
      else resolve(message.answer)
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      signal?.removeEventListener('abort', onAbort)
      if (signal?.aborted !== true) reject(endedWithoutAnswer())
    })
    if (signal?.aborted === true) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })

/** The worker's side: does the job, telling how far it is, and sends the answer. */
export function answerTo(port: Pick<MessagePort, 'postMessage'>, work: (progress: Progress) => unknown): void {
  const send = (message: FromWorker<unknown>) => port.postMessage(message)
  send({ kind: 'answer', answer: work((done, all) => send({ kind: 'progress', done, all })) })
}
