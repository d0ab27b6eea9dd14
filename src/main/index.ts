// The application's main process: reads the switches, makes sure that one bench has one folder, and starts all other parts.
import { createRequire } from 'node:module'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { systemClock } from '../platform/system-ports'
import { errorText } from '../shared/error-text'
import type { StartProblem } from '../shared/views/start-problem'
import type { runTask } from './command-line/run'
import { setChromiumLanguage, setUpChromium } from './shell/chromium'
import { keepCrashDumps } from './shell/crashes'
import { chromiumFolder, lockProblem, readyFolder } from './shell/data-folder'
import { printTo } from './shell/disk'
import { invitationsTo } from './shell/invitations'
import { lastNet, spreadNet } from './shell/last-net'
import { benchLog, logFolder } from './shell/log'
import { shellMemory } from './shell/memory'
import { openAtLogin } from './shell/open-at-login'
import { type Policy, policyFile, readPolicy, underPolicy } from './shell/policy'
import { registerScheme } from './shell/protocol'
import { runShell } from './shell/shell'
import { hasDisplay, stopWith } from './shell/start-problem-window'
import { languageOf, readSwitches, type Switches } from './shell/switches'
import { type Task, taskIn } from './shell/tasks'
import { sayOnTerminal } from './shell/terminal'

/** Where the log is not open yet, on the terminal. */
let say = (text: string): void => sayOnTerminal(text)
spreadNet(lastNet({ say: (text) => say(text), end: () => app.quit(), monotonicMs: systemClock.monotonicMs }))

const args = process.argv.slice(1)
const policyPath = policyFile(process.platform, process.env)

function exitWith(code: number): never {
  app.exit(code)
  process.exit(code)
}

/** A task without a window, in one go: after this file Electron looks for a display, and there may be none. */
function endWith(task: Task, dataDir: string): never {
  const load = createRequire(__filename)
  const program: { readonly runTask: typeof runTask } = load(join(__dirname, 'command-line.cjs'))
  const needs = { dataDir, version: app.getVersion(), policyFile: policyPath, cwd: process.cwd(), nowMs: Date.now() }
  const { out, err, exitCode } = program.runTask(task, needs)
  const printed = out === '' || printTo(1, `${out}\n`).ok
  if (err !== '') printTo(2, `${err}\n`)
  // Whoever reads the answer has not got it.
  exitWith(printed ? exitCode : Math.max(exitCode, 1))
}

/** What `--data` or the policy names, or the system's usual place. */
const dataFolder = ({ data }: Switches): string => (data === undefined ? app.getPath('userData') : resolve(data))

interface Stopped {
  readonly problem: StartProblem
  /** Where it is known by then. */
  readonly dataDir: string
}

const task = taskIn(args)
const read = readSwitches(args)

/** Null where the bench is being opened. */
function begin(): Stopped | null {
  const usual = dataFolder({})
  if (!read.ok) return { problem: { kind: 'switch', sentence: read.problem }, dataDir: usual }
  if (!task.ok) return { problem: { kind: 'switch', sentence: task.problem }, dataDir: usual }
  const laidDown = readPolicy(policyPath)
  // Without it a bench could come up as somebody else's, or as a demonstration. A task for a named folder needs none.
  if (!laidDown.ok && (task.value === null || read.value.data === undefined))
    return { problem: { kind: 'policy', sentence: laidDown.problem }, dataDir: usual }
  const policy = laidDown.ok ? laidDown.value : {}
  const switches = underPolicy(read.value, policy)
  const dataDir = dataFolder(switches)
  if (task.value !== null) endWith(task.value, dataDir)

  const ready = readyFolder(dataDir)
  if (!ready.ok) return { problem: ready.problem, dataDir }
  app.setPath('userData', chromiumFolder(dataDir))
  if (!app.requestSingleInstanceLock()) {
    const problem = lockProblem(dataDir, process.platform)
    if (problem !== null) return { problem, dataDir }
    sayOnTerminal(`A Cryobench with the folder ${dataDir} is open already; its window comes to the front.`)
    exitWith(0)
  }
  openBench(dataDir, switches, policy)
  return null
}

function stop({ problem, dataDir }: Stopped): void {
  const { scheme, language } = shellMemory(dataDir).read()
  const lang = read.ok ? read.value.lang : undefined
  setChromiumLanguage(lang)
  // Who wants a task is a script, or reads the terminal: a window would keep it waiting.
  const isTask = !task.ok || task.value !== null
  stopWith(problem, {
    withWindow: !isTask && hasDisplay(process.platform, process.env),
    scheme,
    language: language === 'system' ? languageOf(lang) : language,
  })
}

const broken = (error: unknown, dataDir: string): void =>
  stop({ problem: { kind: 'broken', sentence: `Cryobench could not start: ${errorText(error)}` }, dataDir })

function openBench(dataDir: string, switches: Switches, policy: Policy): void {
  // Here, and not later: what is started before leaves no dump.
  keepCrashDumps(dataDir)
  setChromiumLanguage(switches.lang)
  // Before Electron is ready: macOS hands a link over as soon as it may.
  const invitations = invitationsTo(app)
  const log = benchLog(logFolder(dataDir), () => new Date())
  say = (text) => log.say('shell', 'error', text)
  void app
    .whenReady()
    .then(() => {
      const opened = openAtLogin(policy.openAtLogin)
      if (!opened.ok) log.say('shell', 'error', `The start with the session could not be set: ${opened.problem.detail}`)
      const benchName = switches.benchName ?? hostname()
      const readerSettings = policy.readers ?? {}
      runShell({ dataDir, switches, benchName, policyFile: policyPath, readerSettings, log, invitations })
    })
    .catch((error: unknown) => broken(error, dataDir))
}

if (process.argv.includes('--version')) exitWith(printTo(1, `${app.getVersion()}\n`).ok ? 0 : 1)
setUpChromium()
registerScheme()
try {
  const stopped = begin()
  if (stopped !== null) stop(stopped)
} catch (error) {
  broken(error, dataFolder({}))
}
