// The installed program, started by an ordinary user and driven from outside over the DevTools protocol: its fuses let nobody in by Node's ways.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { launcher, program } from './package'

export interface InstalledOptions {
  readonly user: { readonly name: string; readonly home: string }
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Another program than the installed one. */
  readonly file?: string
}

export interface Installed {
  readonly page: Page
  readonly log: readonly string[]
  /** Command lines of all its processes. */
  processes(): readonly string[]
  quit(): Promise<void>
  /** A person closes the window, and the program ends with all that it does then. */
  closeWindow(): Promise<void>
  /** The program that this one has started in its place. */
  successor(): Promise<Installed>
}

const startWithinMs = 30_000
/** Packing the version before and dpkg: seconds on a computer at rest. */
const updateWithinMs = 120_000

export async function startInstalled({
  user,
  args = [],
  env = {},
  file = launcher,
}: InstalledOptions): Promise<Installed> {
  const child = spawn(
    'setpriv',
    [
      `--reuid=${user.name}`,
      `--regid=${user.name}`,
      '--clear-groups',
      '--reset-env',
      '--',
      'env',
      ...environment(user, env),
    ].concat(file, '--remote-debugging-port=0', '--lang=en', ...args),
    { cwd: user.home, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  const log: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => void log.push(chunk.toString()))
  return attach({ child, user: user.name, log, file: file === launcher ? program : file }, 0)
}

interface Started {
  readonly child: ChildProcess
  readonly user: string
  readonly log: string[]
  readonly file: string
}

/** `run`: how many programs have written to this log before. */
async function attach(started: Started, run: number): Promise<Installed> {
  const { child, user, log, file } = started
  const endpoint = await devToolsOf(child, log, run)
  const browser = await chromium.connectOverCDP(endpoint)
  const page = await firstPage(browser)
  const gone = async () => {
    // With its children: the demonstration's central holds its folder until it has ended.
    while (processesOf(user, file).length > 0) await new Promise((wait) => setTimeout(wait, 50))
  }
  return {
    page,
    log,
    processes: () => commandLines(user),
    async quit() {
      await browser.close()
      for (const pid of mainProcesses(user, file)) process.kill(pid, 'SIGTERM')
      await gone()
    },
    async closeWindow() {
      await page.evaluate(() => window.close())
      await browser.close()
      await gone()
    },
    successor: () => attach(started, run + 1),
  }
}

/** Starts it without a window to wait for, and answers its exit status. */
export function runInstalled({ user, args = [], env = {} }: InstalledOptions): Promise<number | null> {
  const child = spawn(
    'setpriv',
    [`--reuid=${user.name}`, `--regid=${user.name}`, '--clear-groups', '--reset-env', '--', 'env']
      .concat(environment(user, env))
      .concat(launcher, ...args),
    { cwd: user.home, stdio: 'ignore' },
  )
  return new Promise((resolve) => child.once('exit', resolve))
}

/** `setpriv` has cleared everything; the display's key is root's alone, so the user gets a copy. */
function environment(user: InstalledOptions['user'], env: Readonly<Record<string, string>>): string[] {
  const given: Record<string, string> = { HOME: user.home, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...env }
  if (process.env.DISPLAY) given.DISPLAY = process.env.DISPLAY
  if (process.env.XAUTHORITY && existsSync(process.env.XAUTHORITY)) {
    const own = join(user.home, '.Xauthority')
    copyFileSync(process.env.XAUTHORITY, own)
    execFileSync('chown', [user.name, own])
    given.XAUTHORITY = own
  }
  return Object.entries(given).map(([name, value]) => `${name}=${value}`)
}

function devToolsOf(child: ChildProcess, log: string[], run: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${log.join('')}`))
    const late = setTimeout(
      () => fail('The installed program did not open in time.'),
      run === 0 ? startWithinMs : updateWithinMs,
    )
    if (run === 0) child.once('exit', (code) => fail(`The installed program ended with ${code}.`))
    const look = () => {
      const found = [...log.join('').matchAll(/DevTools listening on (ws:\S+)\n/g)][run]
      if (found?.[1] === undefined) return
      clearTimeout(late)
      child.stderr?.off('data', look)
      resolve(found[1])
    }
    child.stderr?.on('data', look)
    look()
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('The installed program has no window')
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: startWithinMs })
}

/** One for each program: the others are its children. */
const mainProcesses = (user: string, file: string): readonly number[] =>
  processesOf(user, file).flatMap(({ pid, args }) => (args.includes('--type=') ? [] : [pid]))

const processesOf = (user: string, file: string): readonly { readonly pid: number; readonly args: string }[] =>
  execFileSync('ps', ['-u', user, '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+) (\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , stat = 'Z', args = '']) => stat[0] !== 'Z' && args.startsWith(file))
    .map(([, pid, , args = '']) => ({ pid: Number(pid), args }))

const commandLines = (user: string): string[] =>
  execFileSync('ps', ['-u', user, '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(program))
