// How a bench is, as staff and IT see it: the health page, its diagnostics file, backups and a restore; crashes that leave a dump; and the
// program's tasks from the command line, as processes of their own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { unzipped } from '../support/unzipped'
import { type Bench, root, startBench, temporaryFolder } from './support/bench'
import { expect, test } from './support/laboratory'
import { dress, look, lookTwice } from './support/look'
import { card, chooseFirstPlace, openStore, panel, readyToWork, switchTo } from './support/screens'

const verdict = (page: Page) => page.getByTestId('health-verdict')
const found = (page: Page, name: string) => page.getByTestId(`health-${name}`)

async function toHealth(page: Page): Promise<void> {
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: 'Bench health', exact: true })).toBeVisible()
  await expect(verdict(page)).toBeVisible()
}

/** The system's dialogs can't be driven: they answer at once with this path; null as if it was closed. */
const answerDialogs = (bench: Bench, path: string | null): Promise<void> =>
  bench.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' })
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, path)

/** The program without a display, as a monitoring agent or an administrator's script starts it. */
async function task(dataDir: string, ...args: string[]) {
  const program = process.env.CRYOBENCH_ELECTRON ?? ''
  const { DISPLAY: _display, XAUTHORITY: _key, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const child = spawn(program, ['--no-sandbox', root, '--data', dataDir, ...args], { env, cwd: dataDir })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => {
    said.out += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    said.err += text.toString()
  })
  const [code] = await once(child, 'close')
  return { ...said, code: Number(code) }
}

async function tagOne(page: Page, procedure: number, place: () => void): Promise<void> {
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  place()
  await panel(page).getByRole('button', { name: 'Back to the worklist' }).click()
  await expect(card(page, procedure)).toBeVisible()
}

test('the page says how the bench is, and saves one file for IT', async ({ laboratory }) => {
  const { folder, bench } = laboratory
  const { page } = bench
  await page.getByTestId('status-health').click()
  await expect(verdict(page)).toHaveAttribute('data-status', 'ok')
  await expect(found(page, 'readers')).toHaveAttribute('data-found', 'ready')
  await expect(found(page, 'central')).toHaveAttribute('data-found', 'connected')
  await expect(page.getByRole('region', { name: 'About this program' })).toContainText('Electron')
  await lookTwice(page, 'health')
  const rightToLeft = { scheme: 'light', language: 'en-XB' } as const
  await dress(page, rightToLeft)
  await look(page, 'health', rightToLeft)
  await dress(page, { scheme: 'light', language: 'en' })

  await answerDialogs(bench, null)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Save diagnostics file' })).not.toHaveAttribute('aria-busy', 'true')
  const file = join(folder, 'for-it.zip')
  await answerDialogs(bench, file)
  await page.keyboard.press('Enter')
  const diagnostics = page.getByRole('region', { name: 'Diagnostics file' })
  await expect(diagnostics.getByTestId('saved-file')).toContainText(file)
  await lookTwice(page, 'health-saved')
  const parts = await unzipped(file)
  expect([...parts.keys()]).toEqual(expect.arrayContaining(['about.json', 'database.json', 'logs/cryobench.log']))
  expect(JSON.parse(parts.get('database.json') ?? '')).toMatchObject({ check: { kind: 'sound' } })
  expect(JSON.parse(parts.get('readers.json') ?? '').moves).not.toEqual([])
  const { benchEnrolmentCode } = laboratory.central.ready
  for (const [name, text] of parts) expect(text.includes(benchEnrolmentCode), name).toBe(false)

  // A folder where the file must be: no disk could write it.
  mkdirSync(join(folder, 'taken.zip'))
  await answerDialogs(bench, join(folder, 'taken.zip'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'could not be written' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Change person$/ })).toBeVisible()
})

test('backups are made, copied and restored; what was scanned since stays', async ({ laboratory }) => {
  const { integration, reader, folder, bench } = laboratory
  const { page } = bench
  const first = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
  await tagOne(page, first, () => reader.place({ epc: 'DD0000000000000000000001' }))
  reader.lift()
  await toHealth(page)
  await page.getByRole('button', { name: 'Back up now' }).click()
  const rows = page.getByTestId('backups').getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toHaveAttribute('data-verdict', 'good')
  const copy = join(folder, 'stick.db')
  await answerDialogs(bench, copy)
  await rows.first().getByRole('button', { name: /^Copy/ }).click()
  await expect(page.getByRole('region', { name: 'Backups' }).getByTestId('saved-file')).toContainText(copy)
  await lookTwice(page, 'health-backups')

  await page.keyboard.press('Escape')
  const second = await integration.requestStore('SUBJ-2024-001', ['VL-B'])
  await tagOne(page, second, () => reader.place({ epc: 'DD0000000000000000000002' }))
  reader.lift()
  await toHealth(page)

  writeFileSync(join(folder, 'holiday.db'), 'no backup at all')
  await answerDialogs(bench, join(folder, 'holiday.db'))
  await page.getByRole('button', { name: 'Restore from a file' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'not a Cryobench backup' })).toBeVisible()

  await answerDialogs(bench, copy)
  await page.getByRole('button', { name: 'Restore from a file' }).click()
  const sheet = page.getByRole('dialog', { name: /Restore the backup/ })
  await expect(sheet).toContainText('Only a supervisor may restore')
  await lookTwice(page, 'restore-staff')
  await sheet.getByRole('button', { name: 'Not now' }).click()
  await switchTo(page, 'supervisor')
  await page.getByRole('button', { name: 'Restore from a file' }).click()
  await expect(sheet).toContainText(/newer entr(y|ies)/)
  await lookTwice(page, 'restore')
  await sheet.getByRole('button', { name: 'Restore now' }).click()
  await expect(sheet).toContainText('Please give a reason first')
  await sheet.getByRole('button', { name: 'IT asked for it' }).click()
  await sheet.getByRole('button', { name: 'Restore now' }).click()
  const notice = page.getByTestId('data-notices')
  await expect(notice).toContainText('restored this bench', { timeout: 30_000 })
  await expect(notice).toContainText('IT asked for it')
  // Nothing went wrong: the engine was started again because somebody wanted it.
  await expect(page.getByText('Cryobench stopped unexpectedly')).toBeHidden()
  await lookTwice(page, 'restored')
  await expect(page.getByTestId('status-central')).toContainText('connected', { timeout: 30_000 })
  await expect.poll(() => integration.status(first)).toBe('CREATED')
  await expect.poll(() => integration.status(second)).toBe('CREATED')
  // Central takes up the chain where it was: nothing had to be signed anew.
  await expect(page.getByTestId('status-outbox')).toContainText('all sent')
  await toHealth(page)
  await expect(found(page, 'crashes')).toHaveAttribute('data-found', 'none')
})

test('a native crash of the engine leaves a dump here, and the page tells', async ({ laboratory }) => {
  const { bench } = laboratory
  const { page } = bench
  await toHealth(page)
  await bench.app.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find((metric) => metric.name === 'Cryobench engine')
    if (engine) process.kill(engine.pid, 'SIGSEGV')
  })
  await expect(found(page, 'crashes')).toHaveAttribute('data-found', 'some', { timeout: 30_000 })
  await expect(found(page, 'crashes')).toContainText('the engine')
  const crashes = () =>
    page.evaluate(async () => {
      const answer = await window.bench.request('health/get', undefined)
      return answer.ok ? answer.value.facts.crashes : []
    })
  await expect.poll(async () => (await crashes())[0]?.dump?.bytes ?? 0, { timeout: 30_000 }).toBeGreaterThan(1000)
  expect((await crashes())[0]).toMatchObject({ what: 'engine' })
  await expect(page.getByTestId('status-health')).toHaveAttribute('data-status', 'attention')
  await expect(page.getByTestId('status-health')).toContainText('Bench needs attention')
  await expect(page.getByRole('region', { name: 'Recent warnings and errors' })).toContainText('Cryobench engine ended')
  await lookTwice(page, 'health-crashed')
})

test('a bench whose database is of a newer program says so on the page, and outside', async () => {
  const folder = temporaryFolder()
  const bench = await startBench({ dataDir: folder.path })
  try {
    await readyToWork(bench.page)
    await bench.quit()
    const { default: BetterSqlite3 } = await import('better-sqlite3')
    const database = new BetterSqlite3(join(folder.path, 'bench.db'))
    database.pragma('user_version = 999')
    database.close()
    const again = await startBench({ dataDir: folder.path })
    try {
      await expect(again.page.getByRole('alert').filter({ hasText: 'newer version of Cryobench' })).toBeVisible()
      await expect(again.page.getByTestId('status-health')).toHaveAttribute('data-status', 'stop')
      await again.page.getByTestId('status-health').click()
      await expect(found(again.page, 'database')).toHaveAttribute('data-found', 'notOpen')
      await lookTwiceWithoutEngine(again.page)
      await answerDialogs(again, join(folder.path, 'trouble.zip'))
      await again.page.keyboard.press('Enter')
      await expect(again.page.getByTestId('saved-file').first()).toContainText('trouble.zip')
      await expect
        .poll(async () => JSON.parse((await task(folder.path, '--health')).out))
        .toMatchObject({
          status: 'critical',
          running: true,
          database: 'notOpen',
        })
    } finally {
      await again.quit()
    }
  } finally {
    folder.remove()
  }
})

/** Settings can't be kept without a database: as it is. */
const lookTwiceWithoutEngine = (page: Page) => look(page, 'health-no-database', { scheme: 'light', language: 'en' })

test('tasks from the command line: while it runs, after it ended, and in a folder that knows no bench', async () => {
  const folder = temporaryFolder()
  const data = join(folder.path, 'bench')
  mkdirSync(data)
  expect(await task(data, '--health')).toMatchObject({ code: 3, out: expect.stringContaining('"unknown"') })
  expect(await task(data, '--backup')).toMatchObject({ code: 1, err: expect.stringContaining('no database') })

  const bench = await startBench({ dataDir: data })
  await readyToWork(bench.page)
  await expect
    .poll(async () => JSON.parse((await task(data, '--health')).out))
    .toMatchObject({
      status: 'ok',
      running: true,
      mode: 'demo',
      reader: { ready: 1 },
      central: { state: 'online' },
    })
  expect((await task(data, '--health')).code).toBe(0)
  const running = await task(data, '--diagnose', join(folder.path, 'running.zip'))
  expect(running).toMatchObject({ code: 0, out: `${join(folder.path, 'running.zip')}\n` })
  expect(JSON.parse((await unzipped(running.out.trim())).get('health.json') ?? '')).toMatchObject({
    file: { health: { ended: false } },
  })
  const backup = await task(data, '--backup', join(folder.path, 'copy.db'))
  expect(backup).toMatchObject({ code: 0, out: `${join(folder.path, 'copy.db')}\n` })
  expect(await task(data, '--backup', join(folder.path, 'copy.db'))).toMatchObject({ code: 1 })
  expect(await task(data, '--restore', join(folder.path, 'copy.db'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('close it first'),
  })
  await bench.quit()

  const closed = await task(data, '--health')
  expect(JSON.parse(closed.out)).toMatchObject({ running: false, why: 'closed normally' })
  expect(closed.code).toBe(1)
  const restored = await task(data, '--restore', join(folder.path, 'copy.db'))
  expect(restored).toMatchObject({ code: 0, err: expect.stringContaining('Restored') })
  const diagnosed = await task(data, '--diagnose')
  expect(existsSync(diagnosed.out.trim()), diagnosed.err).toBe(true)
  expect(await task(data, '--health', '--backup')).toMatchObject({ code: 2 })

  const again = await startBench({ dataDir: data })
  await readyToWork(again.page)
  await expect(again.page.getByTestId('data-notices')).toContainText("restored this bench's database from the backup")
  await again.kill()
  expect(await task(data, '--health')).toMatchObject({ code: 2, out: expect.stringContaining('without being closed') })
  expect(readFileSync(join(data, 'health.json'), 'utf8')).not.toContain('oken')
  folder.remove()
})
