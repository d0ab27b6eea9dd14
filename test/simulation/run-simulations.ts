// Simulations for tests, in processes of their own: what they leave uncaught on purpose would fail a test runner.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Totals } from './totals'

const program = resolve(import.meta.dirname, 'main.ts')
const run = promisify(execFile)

export interface Ran extends Totals {
  /** Seed and hash of its trace. */
  readonly hashes: readonly (readonly [number, string])[]
}

export async function simulations(switches: Readonly<Record<string, string | number>>): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'simulations-'))
  const json = join(folder, 'result.json')
  try {
    const named = Object.entries({ ...switches, json }).flatMap(([name, value]) => [`--${name}`, String(value)])
    await run(process.execPath, ['--import', 'tsx', program, '--no-shrink', ...named]).catch(
      (failed: { code: unknown }) => {
        // 1: some seeds fail, which the result says.
        if (failed.code !== 1) throw failed
      },
    )
    const result: Ran = JSON.parse(readFileSync(json, 'utf8'))
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the command printed, whatever its exit code. */
export async function output(switches: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', program, ...switches]).catch(
    (failed: { stdout: string }) => failed,
  )
  return stdout
}
