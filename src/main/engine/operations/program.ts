// What the shell tells the engine of the program, so that the health page and the diagnostics file can say it.
import { release, type } from 'node:os'
import type { Program } from '../../../shared/ipc/health-views'

export interface ProgramFacts {
  readonly version: string
  /** Of the process that keeps the engine running: while it lives, the bench does. */
  readonly shellPid: number
  /** What an administrator has laid down for this machine; need not be there. */
  readonly policyFile: string
}

export const programOf = (version: string): Program => ({
  version,
  electron: process.versions.electron ?? '',
  chromium: process.versions.chrome ?? '',
  node: process.versions.node,
  system: `${type()} ${release()} ${process.arch}`,
})
