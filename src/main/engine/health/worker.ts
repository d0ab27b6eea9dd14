// The worker thread of the health page: does one job, reports how far it is, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { answerTo } from '../../../platform/worker-job'
import { doOperation } from './jobs'

if (parentPort !== null) answerTo(parentPort, (progress) => doOperation(workerData, progress))
