// Cryobench itself, started as its users start it: real Electron, its own data folder, readers through the HID driver.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { FakeHidBed } from '../../support/fakehid'

export interface BenchOptions {
  readonly dataDir: string
  readonly args?: readonly string[]
  /** Whose readers are plugged into this bench. */
  readonly bed?: FakeHidBed
  /** Files that Electron's main process loads before the program. */
  readonly preload?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export interface Bench {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the application and its page have said, for the day a test fails. */
  readonly log: readonly string[]
  /** Ends it as its user would, by closing it. */
  quit(): Promise<void>
  /** Ends the whole application at once, as a power cut would. */
  kill(): Promise<void>
  /** Kills the engine process only. */
  killEngine(): Promise<void>
}

const preloadEngine = resolve(import.meta.dirname, 'preload-engine.cjs')

export const root = resolve(import.meta.dirname, '../../..')

/** The display of this worker among those that the tests run on; nothing where they run on the one there is. */
function ownDisplay(): { readonly DISPLAY?: string } {
  const { CRYOBENCH_TEST_DISPLAYS: displays = '', TEST_PARALLEL_INDEX: index = '0' } = process.env
  const own = displays.split(' ')[Number(index)]
  return own ? { DISPLAY: own } : {}
}

/** Of this process, with the display of this worker. */
export const electronEnvironment = (): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1])),
  ...ownDisplay(),
})

/** A folder for one test; its path is short because readers' sockets live below it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cb-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

export async function startBench({
  dataDir,
  args = [],
  bed,
  preload = [],
  environment = {},
}: BenchOptions): Promise<Bench> {
  const executablePath = process.env.CRYOBENCH_ELECTRON
  if (!executablePath) throw new Error('CRYOBENCH_ELECTRON is not set: start the tests with npm run e2e')
  const app = await _electron.launch({
    executablePath,
    args: [
      ...[...(bed ? [preloadEngine] : []), ...preload].flatMap((file) => ['-r', file]),
      root,
      '--data',
      dataDir,
      '--lang',
      'en',
      ...args,
    ],
    env: {
      ...electronEnvironment(),
      ...environment,
      ...(bed && { CRYOBENCH_TEST_ENGINE_ENV: JSON.stringify(bed.env({})) }),
    },
  })
  const log: string[] = []
  app.process().stderr?.on('data', (text: Buffer) => log.push(text.toString()))
  const page = await app.firstWindow()
  page.on('pageerror', (error) => log.push(`page: ${error.stack ?? error.message}\n`))
  const gone = new Promise<void>((done) => app.process().once('exit', () => done()))
  return {
    app,
    page,
    log,
    quit: () => app.close(),
    kill: async () => {
      const pids = await pidsOf(app)
      for (const pid of pids) killNow(pid)
      await gone
    },
    killEngine: async () => {
      const pid = await app.evaluate(
        ({ app: electron }) => electron.getAppMetrics().find((metric) => metric.name === 'Cryobench engine')?.pid,
      )
      if (pid === undefined) throw new Error('the engine process is not there')
      killNow(pid)
    },
  }
}

/** Main process first, so that nothing is left that could start a child again. */
async function pidsOf(app: ElectronApplication): Promise<number[]> {
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map((metric) => metric.pid))
  const main = app.process().pid
  return main === undefined ? pids : [main, ...pids.filter((pid) => pid !== main)]
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // A child may have gone with its parent in between.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
