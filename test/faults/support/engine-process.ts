// The built engine in a process of its own, under plain Node, with the simulated reader, and a central only if a test gives it one: everything else is the real thing.
// What this process hears is the outside record: it outlives whatever happens to the engine.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { EnginePipe } from '../../../src/preload/engine-pipe'
import type { Answer, FromEngine, Input, RequestName } from '../../../src/shared/ipc/contract'
import type { EngineStart, EngineToShell } from '../../../src/shared/shell-messages'
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'

export interface EngineProcess {
  readonly child: ChildProcess
  readonly log: readonly string[]
  readonly gone: Promise<void>
  request<Name extends RequestName>(name: Name, input: Input<Name>): Promise<Answer<Name>>
  onTagging(listener: (snapshot: TaggingSnapshot | null) => void): void
  kill(): Promise<void>
  /** As the shell ends it. */
  stop(): Promise<void>
}

export interface EngineProcessOptions {
  readonly dataDir: string
  readonly secrets: Map<string, string>
  /** A program and its switches that runs the engine, such as strace. */
  readonly under?: readonly string[]
  readonly uid?: number
  readonly kind?: EngineStart['mode']
  readonly central?: EngineStart['central']
  /** One of this application died before: it does not wait for a window. */
  readonly recovered?: boolean
}

const bundle = resolve(import.meta.dirname, '../../../out/main/engine.cjs')
const shim = resolve(import.meta.dirname, 'parent-port.cjs')

export function startEngineProcess({
  dataDir,
  secrets,
  under = [],
  uid,
  kind = 'demo',
  central = null,
  recovered = false,
}: EngineProcessOptions): EngineProcess {
  const [program = process.execPath, ...switches] = [...under, process.execPath, '-r', shim, bundle]
  const child = spawn(program, switches, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    ...(uid !== undefined && { uid }),
  })
  const log: string[] = []
  child.stderr?.on('data', (text: Buffer) => log.push(text.toString()))
  const gone = once(child, 'exit').then(() => undefined)
  const pipe = new EnginePipe()
  const send = (to: 'shell' | 'window', message: unknown) => {
    if (child.connected) child.send({ to, message }, () => undefined)
  }

  const answer = (message: EngineToShell) => {
    if (message.kind === 'getSecret') {
      send('shell', { kind: 'secret', id: message.id, value: secrets.get(message.name) ?? null })
    }
    if (message.kind === 'setSecret') {
      secrets.set(message.name, message.value)
      send('shell', { kind: 'secretKept', id: message.id, problem: null })
    }
  }
  child.on('message', (said: { to: 'shell'; message: EngineToShell } | { to: 'window'; message: FromEngine }) => {
    if (said.to === 'shell') answer(said.message)
    else pipe.take(said.message)
  })
  const start: EngineStart = {
    dataDir,
    mode: kind,
    benchName: 'Bench 1',
    language: 'en',
    central,
    firstRun: false,
    recovered,
    readerSettings: {},
    program: { version: '0.0.0', shellPid: process.pid, policyFile: join(dataDir, 'no-policy.json') },
  }
  send('shell', { kind: 'start', start })
  send('shell', { kind: 'connect' })
  pipe.attach((message) => send('window', message))

  return {
    child,
    log,
    gone,
    request: (name, input) => pipe.request(name, input) as Promise<Answer<typeof name>>,
    onTagging: (listener) => void pipe.on('tagging/changed', (payload) => listener(JSON.parse(payload))),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      send('shell', { kind: 'stop' })
      await gone
    },
  }
}
