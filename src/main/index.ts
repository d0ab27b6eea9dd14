// The application's main process: reads the switches, makes sure that one bench has one folder, and starts all other parts.
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { invitationsTo } from './shell/invitations'
import { benchLog, logFolder } from './shell/log'
import { openAtLogin } from './shell/open-at-login'
import { policyFile, readPolicy, underPolicy } from './shell/policy'
import { registerScheme } from './shell/protocol'
import { runShell } from './shell/shell'
import { readSwitches } from './shell/switches'

function stopWith(sentence: string, code: number): never {
  console.error(sentence)
  app.exit(code)
  process.exit(code)
}

if (process.argv.includes('--version')) {
  process.stdout.write(`${app.getVersion()}\n`)
  app.exit(0)
  process.exit(0)
}
const read = readSwitches(process.argv.slice(1))
if (!read.ok) stopWith(read.problem, 2)
const laidDown = readPolicy(policyFile(process.platform, process.env))
// Without it a bench could come up as somebody else's, or as a demonstration.
if (!laidDown.ok) stopWith(laidDown.problem, 2)
const switches = underPolicy(read.value, laidDown.value)

const dataDir = switches.data === undefined ? app.getPath('userData') : resolve(switches.data)
try {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
} catch (error) {
  stopWith(`The folder ${dataDir} can't be used: ${error instanceof Error ? error.message : String(error)}`, 1)
}
// Chromium's own files live apart, so that the bench's data can be backed up alone; and its lock is one for each data folder.
app.setPath('userData', join(dataDir, 'chromium'))
if (!app.requestSingleInstanceLock()) {
  stopWith(`A Cryobench with the folder ${dataDir} is open already; its window comes to the front.`, 0)
}

// SECURITY: every renderer is sandboxed. As root Chromium needs --no-sandbox, and with both each child process is killed.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// A vial on the reader must sound before anybody has touched the window.
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
if (switches.lang !== undefined) app.commandLine.appendSwitch('lang', switches.lang)
registerScheme()

// Before Electron is ready: macOS hands a link over as soon as it may.
const invitations = invitationsTo(app)
const log = benchLog(logFolder(dataDir), () => new Date())
void app.whenReady().then(() => {
  openAtLogin(laidDown.value.openAtLogin)
  runShell({ dataDir, switches, benchName: switches.benchName ?? hostname(), log, invitations })
})
