import { freeBytesOf } from '../../platform/free-space'
import { errorCode, errorText } from '../../shared/error-text'
import { readHealth } from '../engine/health/checks/file'
import { toldHealth } from '../engine/health/checks/monitoring'
import { crashesIn, crashFolder } from '../engine/health/crashes/folder'
import type { Done, TaskNeeds } from './task'

export function health({ dataDir, version, nowMs }: TaskNeeds): Done {
  try {
    const { line, exitCode } = toldHealth({
      read: readHealth(dataDir),
      nowMs,
      isAlive,
      freeBytes: freeBytesOf(dataDir),
      crashes: crashesIn(crashFolder(dataDir)),
      version,
    })
    return { out: JSON.stringify(line), err: '', exitCode }
  } catch (error) {
    return { out: JSON.stringify({ status: 'unknown', version, why: errorText(error) }), err: '', exitCode: 3 }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process is there all the same.
    return errorCode(error) === 'EPERM'
  }
}
