import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

export interface TaskNeeds {
  readonly dataDir: string
  readonly version: string
  readonly policyFile: string
  /** Where relative paths begin. */
  readonly cwd: string
  readonly nowMs: number
}

/** What is said and how the program ends. `out` is for programs, `err` for people. */
export interface Done {
  readonly out: string
  readonly err: string
  readonly exitCode: number
}

export const done = (out: string, err = ''): Done => ({ out, err, exitCode: 0 })
export const failed = (sentence: string): Done => ({ out: '', err: sentence, exitCode: 1 })

/** The path that a person typed: a folder gets a file of the usual name. */
export function targetOf(cwd: string, typed: string, usualName: string): string {
  const path = resolve(cwd, typed)
  return existsSync(path) && statSync(path).isDirectory() ? resolve(path, usualName) : path
}
