// The installed program, started by an ordinary user and driven from outside over the DevTools protocol: its fuses let nobody in by Node's ways.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { program } from './package'

export interface InstalledOptions {
  readonly user: { readonly name: string; readonly home: string }
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Installed {
  readonly page: Page
  readonly log: readonly string[]
  /** Command lines of all its processes. */
  processes(): readonly string[]
  quit(): Promise<void>
}

const startWithinMs = 30_000

export async function startInstalled({ user, args = [], env = {} }: InstalledOptions): Promise<Installed> {
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
    ].concat(program, '--remote-debugging-port=0', '--lang=en', ...args),
    { cwd: user.home, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  const log: string[] = []
  const endpoint = await devToolsOf(child, log)
  const browser = await chromium.connectOverCDP(endpoint)
  const page = await firstPage(browser)
  return {
    page,
    log,
    processes: () => commandLines(user.name),
    async quit() {
      const gone = new Promise<void>((done) => child.once('exit', () => done()))
      await browser.close()
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
      if (child.exitCode === null) await gone
    },
  }
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

function devToolsOf(child: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${log.join('')}`))
    const late = setTimeout(() => fail('The installed program did not open in time.'), startWithinMs)
    child.once('exit', (code) => fail(`The installed program ended with ${code}.`))
    child.stderr?.on('data', (chunk: Buffer) => {
      log.push(chunk.toString())
      const found = /DevTools listening on (ws:\S+)/.exec(log.join(''))
      if (found?.[1] === undefined) return
      clearTimeout(late)
      resolve(found[1])
    })
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('The installed program has no window')
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: startWithinMs })
}

const commandLines = (user: string): string[] =>
  execFileSync('ps', ['-u', user, '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(program))
