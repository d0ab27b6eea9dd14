// The application's main process: reads the switches, makes sure that one bench has one folder, and starts all other parts.
import { mkdirSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { errorText } from '../shared/error-text'
import type { runTask } from './command-line/run'
import { keepCrashDumps } from './shell/crashes'
import { invitationsTo } from './shell/invitations'
import { benchLog, logFolder } from './shell/log'
import { openAtLogin } from './shell/open-at-login'
import { policyFile, readPolicy, underPolicy } from './shell/policy'
import { registerScheme } from './shell/protocol'
import { runShell } from './shell/shell'
import { readSwitches } from './shell/switches'
import { type Task, taskIn } from './shell/tasks'

function stopWith(sentence: string, code: number): never {
  console.error(sentence)
  app.exit(code)
  process.exit(code)
}

/** A task without a window, in one go: after this file Electron looks for a display, and there may be none. */
function endWith(task: Task): never {
  const load = createRequire(__filename)
  const program: { readonly runTask: typeof runTask } = load(join(__dirname, 'command-line.cjs'))
  const needs = { dataDir, version: app.getVersion(), policyFile: policyPath, cwd: process.cwd(), nowMs: Date.now() }
  const { out, err, exitCode } = program.runTask(task, needs)
  if (out !== '') writeSync(1, `${out}\n`)
  if (err !== '') writeSync(2, `${err}\n`)
  app.exit(exitCode)
  process.exit(exitCode)
}

if (process.argv.includes('--version')) {
  process.stdout.write(`${app.getVersion()}\n`)
  app.exit(0)
  process.exit(0)
}
const read = readSwitches(process.argv.slice(1))
if (!read.ok) stopWith(read.problem, 2)
const task = taskIn(process.argv.slice(1))
if (!task.ok) stopWith(task.problem, 2)
const policyPath = policyFile(process.platform, process.env)
const laidDown = readPolicy(policyPath)
// Without it a bench could come up as somebody else's, or as a demonstration. A task for a named folder needs none.
if (!laidDown.ok && (task.value === null || read.value.data === undefined)) stopWith(laidDown.problem, 2)
const policy = laidDown.ok ? laidDown.value : {}
const switches = underPolicy(read.value, policy)

const dataDir = switches.data === undefined ? app.getPath('userData') : resolve(switches.data)
if (task.value !== null) endWith(task.value)
try {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
} catch (error) {
  stopWith(`The folder ${dataDir} can't be used: ${errorText(error)}`, 1)
}
// Chromium's own files live apart, so that the bench's data can be backed up alone; and its lock is one for each data folder.
app.setPath('userData', join(dataDir, 'chromium'))
if (!app.requestSingleInstanceLock()) {
  stopWith(`A Cryobench with the folder ${dataDir} is open already; its window comes to the front.`, 0)
}

// Here, and not later: what is started before leaves no dump.
keepCrashDumps(dataDir)

// SECURITY: every renderer is sandboxed. As root Chromium needs --no-sandbox, and with both each child process is killed.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// The bench draws still text: without the graphics card a frame is on screen sooner, and no driver can take the window with it.
app.disableHardwareAcceleration()
// The window loads nothing but app://, and an update comes long after it: a process for Chromium's network would only hold up the start.
app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2')
// A vial on the reader must sound before anybody has touched the window.
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
if (switches.lang !== undefined) app.commandLine.appendSwitch('lang', switches.lang)
registerScheme()

// Before Electron is ready: macOS hands a link over as soon as it may.
const invitations = invitationsTo(app)
const log = benchLog(logFolder(dataDir), () => new Date())
void app.whenReady().then(() => {
  openAtLogin(policy.openAtLogin)
  const benchName = switches.benchName ?? hostname()
  const readerSettings = policy.readers ?? {}
  runShell({ dataDir, switches, benchName, policyFile: policyPath, readerSettings, log, invitations })
})
