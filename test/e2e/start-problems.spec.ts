// What keeps the program from starting is said in a window, in words that staff can act on, and on standard error with the same exit code.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { canMount, smallDisk } from '../support/small-disk'
import { electronEnvironment, root, startBench, temporaryFolder } from './support/bench'
import { type Look, look } from './support/look'

interface Stopped {
  readonly app: ElectronApplication
  readonly page: Page
  readonly code: Promise<number | null>
}

async function stopped(args: readonly string[], language: Look['language'] = 'en'): Promise<Stopped> {
  const app = await _electron.launch({
    executablePath: process.env.CRYOBENCH_ELECTRON ?? '',
    args: [root, ...args, '--lang', language],
    env: electronEnvironment(),
  })
  const code = new Promise<number | null>((resolve) => app.process().once('exit', (exitCode) => resolve(exitCode)))
  return { app, page: await app.firstWindow(), code }
}

/** What is said on standard error, and the exit code, where there is no display for a window. */
function told(args: readonly string[]): Promise<{ readonly said: string; readonly code: number | null }> {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = electronEnvironment()
  // As Playwright starts it.
  const all = ['--no-sandbox', root, ...args]
  const child = spawn(process.env.CRYOBENCH_ELECTRON ?? '', all, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ said, code })))
}

async function lookInBoth({ page }: Stopped, name: string, language: Look['language']): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
    await look(page, name, { scheme, language })
  }
}

let folder: ReturnType<typeof temporaryFolder>
test.beforeEach(() => {
  folder = temporaryFolder()
})
test.afterEach(() => folder.remove())

test('a switch that can not be used', async () => {
  const bench = await stopped(['--central', 'somewhere'])
  const { page } = bench
  await expect(page.getByRole('heading', { name: "Cryobench can't start" })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText("started with a switch that it can't use")
  await expect(page.getByRole('alert')).toContainText('All confirmed scans are safe')
  await expect(page.getByText('--central needs a URL that starts with http://')).toBeVisible()
  await lookInBoth(bench, 'start-problem-switch', 'en')
  await page.getByRole('button', { name: 'Copy for IT' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await bench.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('--central needs a URL')
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await bench.code).toBe(2)
})

test('a data path that is a file, in German', async () => {
  const path = join(folder.path, 'bench')
  writeFileSync(path, '')
  const bench = await stopped(['--data', path], 'de')
  await expect(bench.page.getByRole('heading', { name: 'Cryobench kann nicht starten' })).toBeVisible()
  await expect(bench.page.getByRole('alert')).toContainText('unter diesem Namen gibt es eine Datei')
  await lookInBoth(bench, 'start-problem-file', 'de')
  await bench.page.getByRole('button', { name: 'Schließen' }).click()
  expect(await bench.code).toBe(1)
})

test('standard error says the same in one line, and without a display the program ends at once', async () => {
  const file = join(folder.path, 'bench')
  writeFileSync(file, '')
  for (const [args, sentence, code] of [
    [['--enrol', 'CODE'], '--enrol can only be used with --central.\n', 2],
    [['--data', file], `The folder ${file} can't be used: EEXIST`, 1],
  ] as const)
    expect(await told(args)).toEqual({ said: expect.stringContaining(sentence), code })
})

test('SIGTERM ends the window like a button', async () => {
  const bench = await stopped(['--enrol', 'CODE'])
  await expect(bench.page.getByRole('alert')).toBeVisible()
  bench.app.process().kill('SIGTERM')
  expect(await bench.code).toBe(2)
})

test.describe('disks', () => {
  if (!canMount()) return

  test('a disk that can only be read', async () => {
    const disk = smallDisk(join(folder.path, 'd'), 4)
    try {
      mkdirSync(join(disk.path, 'bench'))
      disk.readOnly(true)
      const bench = await stopped(['--data', join(disk.path, 'bench')])
      await expect(bench.page.getByRole('alert')).toContainText('can only be read, not written')
      await lookInBoth(bench, 'start-problem-read-only', 'en')
      await bench.page.getByRole('button', { name: 'Close' }).click()
      expect(await bench.code).toBe(1)
    } finally {
      disk.remove()
    }
  })

  test('a disk that is full does not keep a bench from starting that was there before', async () => {
    const disk = smallDisk(join(folder.path, 'd'), 64)
    try {
      const first = await startBench({ dataDir: join(disk.path, 'bench'), args: ['--central', 'http://127.0.0.1:9'] })
      await first.quit()
      disk.fill()
      const bench = await startBench({ dataDir: join(disk.path, 'bench') })
      await expect(bench.page.locator('footer')).toBeVisible()
      await bench.quit()
      expect(bench.log.join('')).not.toContain('UnhandledPromiseRejection')
    } finally {
      disk.remove()
    }
  })
})
