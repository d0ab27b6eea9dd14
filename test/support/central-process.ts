// Central as a process of its own, as its command line starts it: from source, or as it was built.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const fromSource = ['--import', 'tsx', pathOf('src/central/main.ts')]
/** Starts in a third of the time; for tests that need a build anyway. */
export const builtCentral = [pathOf('out/main/central.cjs')]

const ready = z.strictObject({
  url: z.url(),
  organizations: z.array(
    z.strictObject({
      name: z.string(),
      facilities: z.array(z.strictObject({ id: z.int(), name: z.string() })),
      clients: z.array(z.strictObject({ clientId: z.string(), clientSecret: z.string().nullable() })),
    }),
  ),
  benchEnrolmentCode: z.string().nullable(),
  deviceToken: z.string().nullable(),
})

export interface CentralProcess {
  readonly child: ChildProcess
  /** What it has said so far. */
  readonly said: { stdout: string; stderr: string }
  /** Its line; rejects with its last words if it ends without one. */
  readonly ready: Promise<z.output<typeof ready>>
  readonly ended: Promise<number | null>
}

export function startCentralProcess(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  program: readonly string[] = fromSource,
): CentralProcess {
  const child = spawn(process.execPath, [...program, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  const said = { stdout: '', stderr: '' }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk
  })
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said.stdout += chunk
      const [first, rest] = said.stdout.split('\n')
      if (first !== undefined && rest !== undefined) resolve(first)
    })
    ended.then(() => reject(new Error(`Central ended: ${said.stderr}`))).catch(reject)
  })
  const readied = line.then((text) => ready.parse(JSON.parse(text)))
  // Whoever waits for its end does not ask for its line.
  readied.catch(() => {})
  return { child, said, ended, ready: readied }
}
