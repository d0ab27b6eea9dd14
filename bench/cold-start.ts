// Cold start to a usable worklist, with a small and a large inventory, beside a bare window of the same Electron, interleaved.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { memoryOfTree } from './memory'

const probe = resolve(import.meta.dirname, 'cold-start/probe.cjs')
export const application = resolve(import.meta.dirname, '../out/main/index.cjs')
export const bareWindow = resolve(import.meta.dirname, 'cold-start/bare.cjs')

export interface Start {
  readonly milliseconds: number
  readonly mebibytes: number
}

export interface Startable {
  readonly main: string
  readonly until: string
  readonly args: readonly string[]
}

/** One start, from the spawn to the painted element; memory is read after `settleMs` more. */
export async function measureStart({ main, until, args }: Startable, settleMs: number): Promise<Start> {
  const executable = process.env.CRYOBENCH_ELECTRON
  if (!executable) throw new Error('CRYOBENCH_ELECTRON is not set: start with npm run benchmark')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const started = Date.now()
  const child = spawn(executable, [...sandbox, probe, '--main', main, '--until', until, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  child.stderr.on('data', (text: Buffer) => log.push(text.toString()))
  try {
    const ready = await readyTime(child, log)
    await new Promise((done) => setTimeout(done, settleMs))
    return { milliseconds: ready - started, mebibytes: memoryOfTree(child.pid ?? 0) }
  } finally {
    const gone = once(child, 'exit')
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await gone
    }
  }
}

async function readyTime(child: ChildProcess, log: readonly string[]): Promise<number> {
  if (!child.stdout) throw new Error('no output to read')
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`ended before it was ready:\n${log.join('')}`)))
  ended.catch(() => undefined)
  for (;;) {
    const line = await Promise.race([once(lines, 'line').then(([text]) => String(text)), ended])
    const ready = /^READY (\d+)$/.exec(line)
    if (ready) return Number(ready[1])
  }
}
