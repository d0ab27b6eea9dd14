// The store's worker thread: does one job and ends, or moves the log whenever it is asked to, until it is asked to end.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { answerTo } from '../../../platform/worker-job'
import { doJob, type WorkerInput } from './jobs'
import { logMover } from './log-mover'

function work(port: MessagePort, task: WorkerInput): void {
  if (task.kind !== 'keepLog') {
    answerTo(port, () => doJob(task))
    return
  }
  const mover = logMover(task.file)
  port.on('message', (word: 'move' | 'end') => {
    if (word === 'move') {
      port.postMessage(mover.move())
      return
    }
    mover.close()
    port.close()
  })
}

if (parentPort !== null) work(parentPort, workerData)
