// The worker thread of the health page: does one job, tells how far it is, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { doOperation } from './jobs'

const answer = doOperation(workerData, (done, all) => parentPort?.postMessage({ kind: 'progress', done, all }))
parentPort?.postMessage({ kind: 'answer', answer })
