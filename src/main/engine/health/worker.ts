// The worker thread of the health page: does one job, reports how far it is, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { answerTo } from '../../../platform/worker-job'
import { doHealthJob } from './do-job'

if (parentPort !== null) answerTo(parentPort, (progress) => doHealthJob(workerData, progress))
