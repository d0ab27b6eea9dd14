// The engine as Electron's utility process: takes its start and its ports from the shell, and ends when it is told to.
import { join } from 'node:path'
import { inspect } from 'node:util'
import { logLine } from '../../platform/log-line'
import { systemClock, systemIds, systemRandom, systemTimers } from '../../platform/system-ports'
import type { EngineStart, EngineToShell, ShellToEngine } from '../../shared/shell-messages'
import type { Secrets } from './central/connection/secrets'
import { systemFetch } from './central/connection/system-fetch'
import { startEngine } from './compose'
import type { Engine } from './engine'
import type { Operations } from './health/health-page'
import { operationsInWorker } from './health/worker-jobs'
import { type EnginePort, enginePort } from './ipc/port'
import { hidOnDemand } from './readers/hid/hid-on-demand'
import { jobsInWorker } from './store/worker-jobs'

/** What of Electron's `process.parentPort` is used. Electron's own types would tie the engine to Electron. */
interface ParentPort {
  on(
    event: 'message',
    take: (event: { readonly data: ShellToEngine; readonly ports: readonly RawPort[] }) => void,
  ): void
  postMessage(message: EngineToShell): void
}
type RawPort = Parameters<typeof enginePort>[0]

declare global {
  namespace NodeJS {
    interface Process {
      readonly parentPort?: ParentPort
    }
  }
}

/** Longer than closing readers and the database ever took; the shell's own deadline comes after it. */
const stopMs = 3000

/** Longer than a window takes to be drawn on the slowest bench PC; without a window the bench still comes to work. */
const quietMs = 1500

function run(shell: ParentPort): void {
  const asked = new Map<number, (message: Extract<ShellToEngine, { id: number }>) => void>()
  let lastId = 0
  let engine: Engine | null = null
  let ending = false

  // What fails at every look for readers is said once.
  let lastSaid = ''
  const report = (error: unknown) => {
    const said = inspect(error)
    if (said !== lastSaid) console.error(logLine('error', said))
    lastSaid = said
  }

  const ask = (message: (id: number) => EngineToShell) =>
    new Promise<Extract<ShellToEngine, { id: number }>>((resolve) => {
      const id = ++lastId
      asked.set(id, resolve)
      shell.postMessage(message(id))
    })
  const secrets: Secrets = {
    async get(name) {
      const answer = await ask((id) => ({ kind: 'getSecret', id, name }))
      return answer.kind === 'secret' ? answer.value : null
    },
    async set(name, value) {
      const answer = await ask((id) => ({ kind: 'setSecret', id, name, value }))
      if (answer.kind === 'secretKept' && answer.problem !== null) throw new Error(answer.problem)
    },
  }

  const operations = (program: EngineStart['program']): Operations => ({
    program,
    jobs: operationsInWorker(join(__dirname, 'operations-worker.cjs')),
    async choosePlace(wish) {
      const answer = await ask((id) => ({ kind: 'choosePlace', id, wish }))
      return answer.kind === 'placeChosen' ? answer.place : { kind: 'nothing' }
    },
    note: (text) => console.log(logLine('info', text)),
  })

  const start = (options: EngineStart) => {
    engine = startEngine({
      ...options,
      // After a crash there is a window already, and what was open has to be resumed.
      quietMs: options.recovered ? 0 : quietMs,
      secrets,
      report,
      jobs: jobsInWorker(join(__dirname, 'store-worker.cjs')),
      operations: operations(options.program),
      restart: () => void end(),
      hid: hidOnDemand(async () => new (await import('./readers/hid/node-hid-port')).NodeHidPort(systemTimers)),
      fetch: systemFetch,
      clock: systemClock,
      timers: systemTimers,
      random: systemRandom,
      ids: systemIds,
      onSettings: (settings) => shell.postMessage({ kind: 'settings', settings }),
      onEnrolled: (centralUrl) => shell.postMessage({ kind: 'enrolled', centralUrl }),
      onDemoChosen: () => shell.postMessage({ kind: 'demoChosen' }),
      onShown: () => shell.postMessage({ kind: 'shown' }),
      onBusy: (busy) => shell.postMessage({ kind: 'busy', busy }),
      onUpdateAct: (act) => shell.postMessage({ kind: 'updateAct', act }),
    })
    shell.postMessage({ kind: 'ready' })
  }

  const end = async (beforeUpdate = false) => {
    if (ending) return
    ending = true
    // The shell waits for a backup as long as it takes.
    if (!beforeUpdate) setTimeout(() => process.exit(1), stopMs)
    const noBackup = await engine?.stop({ beforeUpdate }).catch((error: unknown) => {
      report(error)
      return String(error)
    })
    shell.postMessage({ kind: 'stopped', noBackup: noBackup ?? null })
    process.exit(0)
  }

  shell.on('message', ({ data, ports: [port] }) => {
    switch (data.kind) {
      case 'start':
        start(data.start)
        break
      case 'connect':
        if (port !== undefined) engine?.connect(electronPort(port))
        break
      case 'central':
        engine?.setCentral(data.central)
        break
      case 'invited':
        engine?.invited(data.invitation)
        break
      case 'secret':
      case 'secretKept':
      case 'placeChosen':
        asked.get(data.id)?.(data)
        asked.delete(data.id)
        break
      case 'resumed':
        engine?.resumed()
        break
      case 'program':
        engine?.setProgram(data.program)
        break
      case 'stop':
        void end(data.beforeUpdate)
        break
    }
  })
  // Ctrl-C in a terminal reaches every process of the application at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
}

/** Electron's port hands over an event that has the message in `data`. */
const electronPort = (port: RawPort): EnginePort =>
  enginePort(port, (event) => (typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined))

if (process.parentPort === undefined) {
  console.error('The engine is started by Cryobench, not by itself.')
  process.exit(1)
} else {
  run(process.parentPort)
}
