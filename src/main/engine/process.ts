// The engine as Electron's utility process: takes its start and its ports from the shell, and ends when it is told to.
import { join } from 'node:path'
import { inspect } from 'node:util'
import { logLine } from '../../platform/log-line'
import { systemClock, systemIds, systemRandom, systemTimers } from '../../platform/system-ports'
import { assertNever } from '../../shared/assert-never'
import type { EngineStart, EngineToShell, ShellToEngine } from '../../shared/shell-messages'
import { systemFetch } from './central/connection/system-fetch'
import { startEngine } from './compose'
import type { Engine, EngineOptions } from './engine'
import { healthJobsInWorker } from './health/worker-jobs'
import { type EnginePort, enginePort } from './ipc/port'
import { type ShellQuestions, shellQuestions } from './ipc/shell-questions'
import { hidOnDemand } from './readers/hid/hid-on-demand'
import { jobsInWorker } from './store/worker-jobs'

/** What of Electron's `process.parentPort` is used. Electron's own types would tie the engine to Electron. */
interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: ShellToEngine; readonly ports: readonly RawPort[] }) => void,
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

/** Not in order: closing the database would write to it. */
const lostFolderCode = 4

function run(shell: ParentPort): void {
  const post = (message: EngineToShell) => shell.postMessage(message)
  const questions = shellQuestions(post)
  const report = reportOnce()
  let engine: Engine | null = null
  let ending = false

  const end = async (beforeUpdate = false) => {
    if (ending) return
    ending = true
    // The shell waits for a backup as long as it takes.
    if (!beforeUpdate) setTimeout(() => process.exit(1), stopMs)
    const noBackup = await engine?.stop({ beforeUpdate }).catch((error: unknown) => {
      report(error)
      return String(error)
    })
    post({ kind: 'stopped', noBackup: noBackup ?? null })
    process.exit(0)
  }

  shell.on('message', ({ data, ports: [port] }) => {
    switch (data.kind) {
      case 'start':
        engine = startEngine(optionsOf(data.start, { questions, post, report, restart: () => void end() }))
        post({ kind: 'ready' })
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
      case 'secretLocked':
      case 'secretKept':
      case 'fileChosen':
        questions.answered(data)
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
      default:
        assertNever(data)
    }
  })
  // Ctrl-C in a terminal reaches every process of the application at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
}

/** To the log. What fails each time that readers are looked for is said once. */
function reportOnce(): (error: unknown) => void {
  let lastSaid = ''
  return (error) => {
    const said = inspect(error)
    if (said !== lastSaid) console.error(logLine('error', said))
    lastSaid = said
  }
}

interface Surroundings {
  readonly questions: ShellQuestions
  readonly post: (message: EngineToShell) => void
  readonly report: (error: unknown) => void
  readonly restart: () => void
}

const optionsOf = (start: EngineStart, { questions, post, report, restart }: Surroundings): EngineOptions => ({
  ...start,
  // After a crash there is a window already, and what was open has to be resumed.
  quietMs: start.recovered ? 0 : quietMs,
  secrets: questions.secrets,
  report,
  restart,
  folderLost() {
    report(new Error('Another program works with the data folder: this engine ends without another word to the disk.'))
    process.exit(lostFolderCode)
  },
  jobs: jobsInWorker(join(__dirname, 'store-worker.cjs')),
  health: {
    program: start.program,
    jobs: healthJobsInWorker(join(__dirname, 'health-worker.cjs')),
    chooseFile: questions.chooseFile,
    note: (text) => console.log(logLine('info', text)),
  },
  hid: hidOnDemand(async () => new (await import('./readers/hid/node-hid-port')).NodeHidPort(systemTimers)),
  fetch: systemFetch,
  clock: systemClock,
  timers: systemTimers,
  random: systemRandom,
  ids: systemIds,
  onSettings: (settings) => post({ kind: 'settings', settings }),
  onEnrolled: (centralUrl) => post({ kind: 'enrolled', centralUrl }),
  onDemoChosen: () => post({ kind: 'demoChosen' }),
  onShown: () => post({ kind: 'shown' }),
  onBusy: (busy) => post({ kind: 'busy', busy }),
  onUpdateAct: (act) => post({ kind: 'updateAct', act }),
})

/** Electron's port hands over an event that has the message in `data`. */
const electronPort = (port: RawPort): EnginePort =>
  enginePort(port, (event) => (typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined))

if (process.parentPort === undefined) {
  console.error('The engine is started by Cryobench, not by itself.')
  process.exit(1)
} else {
  run(process.parentPort)
}
