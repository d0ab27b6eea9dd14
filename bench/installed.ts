// The installed package: what it weighs, how it starts beside a bare window of the same Electron, how long an update and a roll-back take.
// Installs and purges it on this machine: for who is root, with dpkg, and without records of their own.
import { chmodSync, cpSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { byPart, mebibytes, type PackedFile } from '../scripts/package/contents.mjs'
import { root, temporaryFolder } from '../test/e2e/support/bench'
import { readyToWork } from '../test/e2e/support/screens'
import { builtPackage, install, makeUser, program, purge } from '../test/installed/support/package'
import { startPolkit } from '../test/installed/support/polkit'
import { type InstalledOptions, runInstalled, startInstalled } from '../test/installed/support/program'
import { startUpdateServer } from '../test/installed/support/update-server'
import { changeFile, makeVersion, offer } from '../test/installed/support/versions'
import { format, type Spread, spread } from './statistics'

export interface InstalledFigures {
  readonly debBytes: number
  readonly parts: readonly { readonly part: string; readonly bytes: number; readonly files: number }[]
  readonly bare: Spread
  readonly bench: Spread
  /** From the press to the first screen of the new version, milliseconds; the old package is packed meanwhile. */
  readonly updateMs: number
  /** From the start that takes a version back to the first screen of the one before, milliseconds. */
  readonly rollBackMs: number
}

const [second, third] = ['0.1.0-test.2', '0.1.0-test.3']

/** As bench/cold-start/bare.cjs, without a file beside it. */
const bareMain = `const { app, BrowserWindow } = require('electron')
app.enableSandbox()
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } })
  .loadURL('data:text/html,<p>ready</p>'))
process.on('SIGTERM', () => app.quit())
`

export async function measureInstalled(runs: number): Promise<InstalledFigures> {
  const user = makeUser('cryobench-bench')
  const folder = temporaryFolder()
  const deb = builtPackage()
  const polkit = await startPolkit()
  const server = await startUpdateServer(folder.path)
  const env = { PATH: `${polkit.folder}:/usr/bin:/bin` }
  install(deb)
  try {
    const starts = await measureStarts(runs, { user, env, args: ['--demo'] }, folder.path)
    const moves = await measureMoves({ user, env, args: ['--demo', `--updates=${server.url}`] }, deb, folder.path)
    const { ours, electron }: { ours: PackedFile[]; electron: PackedFile[] } = JSON.parse(
      readFileSync(join(root, 'release', 'contents.json'), 'utf8'),
    )
    return { debBytes: statSync(deb).size, parts: byPart([...ours, ...electron]), ...starts, ...moves }
  } finally {
    purge()
    user.remove()
    polkit.close()
    await server.close()
    folder.remove()
  }
}

async function measureStarts(runs: number, options: InstalledOptions, folder: string) {
  // A copy with another main file: the same program, fuses and archive.
  const copy = join(folder, 'bare')
  chmodSync(folder, 0o755)
  cpSync(join(program, '..'), copy, { recursive: true })
  changeFile(join(copy, 'resources', 'app.asar'), 'out/main/index.cjs', ({ length }) => bareMain.padEnd(length))
  const times: Record<'bare' | 'bench', number[]> = { bare: [], bench: [] }
  // The first round fills the demonstration and the file cache.
  for (let run = -1; run < runs; run += 1) {
    for (const kind of ['bare', 'bench'] as const) {
      const begunMs = Date.now()
      const started = await startInstalled(kind === 'bare' ? { ...options, file: join(copy, 'cryobench') } : options)
      if (kind === 'bench') await readyToWork(started.page)
      const ms = (await largestPaintMs(started.page)) - begunMs
      await started.quit()
      if (run >= 0) times[kind].push(ms)
    }
  }
  return { bare: spread(times.bare), bench: spread(times.bench) }
}

/** Epoch milliseconds of the paint that brought the largest thing on the page: the text of the bare window, the cards of the worklist. */
const largestPaintMs = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1)
          if (last !== undefined) done(performance.timeOrigin + last.startTime)
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )

async function measureMoves(options: InstalledOptions, deb: string, folder: string) {
  const bench = await startInstalled(options)
  await fetchVersion(bench.page, () => {
    const name = makeVersion({ deb, folder, version: second })
    offer({ folder, version: second, name, keyFile: process.env.CRYOBENCH_SIGN_KEY ?? '' })
  })
  const pressedMs = Date.now()
  await bench.page.evaluate(() => window.bench.request('program/update', { act: 'restart' }))
  const next = await bench.successor()
  await readyToWork(next.page)
  const updateMs = Date.now() - pressedMs

  await fetchVersion(next.page, () => {
    const name = makeVersion({ deb, folder, version: third, main: 'process.exit(1)' })
    offer({ folder, version: third, name, keyFile: process.env.CRYOBENCH_SIGN_KEY ?? '' })
  })
  await next.closeWindow()
  for (let start = 0; start < 2; start += 1) await runInstalled(options)
  const startedMs = Date.now()
  const again = await startInstalled(options)
  await readyToWork(again.page)
  const rollBackMs = Date.now() - startedMs
  await again.quit()
  return { updateMs, rollBackMs }
}

async function fetchVersion(page: Page, publish: () => void): Promise<void> {
  publish()
  await readyToWork(page)
  await page.evaluate(() => window.bench.request('program/update', { act: 'check' }))
  // In a loop of our own: a page's `waitForFunction` takes the promise itself for the answer.
  while (!(await isReady(page))) await new Promise((wait) => setTimeout(wait, 100))
}

const isReady = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const answer = await window.bench.request('program/get', undefined)
    return answer.ok && answer.value.update.kind === 'ready'
  })

export function installedTables({ debBytes, parts, bare, bench, updateMs, rollBackMs }: InstalledFigures): string {
  const start = (name: string, { p50, p95, min, max }: Spread) =>
    `| ${[name, format(p50), format(p95), format(min), format(max), `${format(p50 / bare.p50, 2)} x`].join(' | ')} |`
  return [
    `| the .deb: ${mebibytes(debBytes)}; installed | size | files |`,
    '|---|---|---|',
    ...parts.map(({ part, bytes, files }) => `| ${part} | ${mebibytes(bytes)} | ${files} |`),
    '',
    `| milliseconds to the largest paint, ${bare.count} starts each, installed, in the sandbox | p50 | p95 | min | max | p50 beside the yardstick |`,
    '|---|---|---|---|---|---|',
    start('bare window', bare),
    start('Cryobench, demonstration', bench),
    '',
    '| seconds, one each | |',
    '|---|---|',
    `| update: from *Restart and update* to the first screen of the new version | ${format(updateMs / 1000, 1)} |`,
    `| roll-back: from the third start to the first screen of the version before | ${format(rollBackMs / 1000, 1)} |`,
  ].join('\n')
}
