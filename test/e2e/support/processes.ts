// Central and the device simulator as their users run them: processes of their own, spoken to over HTTP.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { enrolmentLinkOf } from '../../../src/shared/enrolment/link'

const readyLine = z.object({
  url: z.url(),
  organizations: z.array(
    z.object({
      name: z.string(),
      facilities: z.array(z.object({ id: z.int(), name: z.string() })),
      clients: z.array(z.object({ clientId: z.string(), clientSecret: z.string() })),
    }),
  ),
  benchEnrolmentCode: z.string(),
  /** As an administrator of a central with TLS gets it, and makes it of address and code without. */
  enrolmentLink: z.string().optional(),
  deviceToken: z.string(),
})
export type CentralReady = Omit<z.infer<typeof readyLine>, 'enrolmentLink'> & { readonly enrolmentLink: string }

export interface CentralProcess {
  readonly ready: CentralReady
  readonly port: number
  stop(): Promise<void>
  kill(): Promise<void>
}

export interface CentralOptions {
  readonly port?: number
  readonly requestsPerMinute?: number
  readonly sampleSize?: number
  /** A file of people, as `--people` takes it. */
  readonly people?: string
  /** Files of certificate and key: central serves https. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

const program = (name: string) => resolve(import.meta.dirname, '../../../out/main', name)

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Starts the built central. The limit on requests is high, so that a test's own questions don't use up the bench's. */
export async function startCentral(
  dataDir: string,
  { port = 0, requestsPerMinute = 6000, sampleSize, people, tls }: CentralOptions = {},
): Promise<CentralProcess> {
  const args = [program('central.cjs'), '--port', String(port), '--data', dataDir, '--sample']
  if (sampleSize !== undefined) args.push('--sample-size', String(sampleSize))
  if (people !== undefined) args.push('--people', people)
  if (tls !== undefined) args.push('--tls-cert', tls.cert, '--tls-key', tls.key)
  args.push('--requests-per-minute', String(requestsPerMinute))
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const log: string[] = []
  child.stderr.on('data', (text: Buffer) => log.push(text.toString()))
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => Promise.reject(new Error(`central ended:\n${log.join('')}`))),
  ])
  const told = readyLine.parse(JSON.parse(first))
  const made = enrolmentLinkOf({ central: told.url, code: told.benchEnrolmentCode, fingerprint: null })
  const ready = { ...told, enrolmentLink: told.enrolmentLink ?? made }
  return {
    ready,
    port: Number(new URL(ready.url).port),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

/** Runs central's command once beside the central that serves from the folder, as an administrator does. */
export async function administer(dataDir: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [program('central.cjs'), '--data', dataDir, ...args], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`central ${args.join(' ')} ended with ${code}`)
}

export function startDeviceSimulator(central: CentralReady, args: readonly string[]): { stop(): Promise<void> } {
  const child = spawn(
    process.execPath,
    [program('device-simulator.cjs'), '--url', central.url, '--token', central.deviceToken, ...args],
    { stdio: 'ignore' },
  )
  return { stop: () => end(child, 'SIGTERM') }
}
