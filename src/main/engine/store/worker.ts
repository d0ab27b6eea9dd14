// The store's worker thread: does one job and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { doJob } from './jobs'

parentPort?.postMessage(doJob(workerData))
