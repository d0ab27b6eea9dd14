// The worker thread of the health page: does one job, tells how far it is, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { doHealthJob } from './jobs'

const answer = doHealthJob(workerData, (done, all) => parentPort?.postMessage({ kind: 'progress', done, all }))
parentPort?.postMessage({ kind: 'answer', answer })
