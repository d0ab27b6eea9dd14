import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { stampOf } from '../../platform/time-stamp'
import { errorText } from '../../shared/error-text'
import { writeDiagnostics } from '../engine/health/diagnostics/write'
import { programOf } from '../engine/health/program'
import { type Done, done, failed, type TaskNeeds, targetOf } from './task'

/** Prints the file's path. */
export function diagnose(needs: TaskNeeds, typed: string | null, withDumps: boolean): Done {
  const { dataDir, nowMs, version, policyFile, cwd } = needs
  if (!existsSync(dataDir)) return failed(`No bench has ever used the folder ${dataDir}.`)
  const name = `cryobench-diagnostics-${stampOf(nowMs)}.zip`
  const exports = join(dataDir, 'exports')
  try {
    if (typed === null) mkdirSync(exports, { recursive: true })
    const target = typed === null ? join(exports, name) : targetOf(cwd, typed, name)
    const { file } = writeDiagnostics({ dataDir, target, program: programOf(version), policyFile, withDumps, nowMs })
    const warning = 'The file contains crash dumps, and so whatever was in memory, including patient data and secrets.'
    return done(file, withDumps ? warning : '')
  } catch (error) {
    return failed(`The diagnostics file could not be written: ${errorText(error)}`)
  }
}
