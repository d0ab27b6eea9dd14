// A disk that is full, or read-only: whatever dies or is closed meanwhile, no raw error comes up, the engine is back, the screen says how it
// is, and the program ends as it was told to.
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { FakeHidBed, fakeSwUhf } from '../support/fakehid'
import { canMount, type SmallDisk, smallDisk } from '../support/small-disk'
import { type Bench, startBench, temporaryFolder } from './support/bench'
import { startCentral } from './support/processes'
import { readerIsReady, readyToWork } from './support/screens'

interface BenchOnDisk {
  readonly disk: SmallDisk
  readonly bench: Bench
  /** Raw errors that Electron has put before the person at the bench; also after the end. */
  rawErrors(): readonly string[]
  /** How the program has ended. */
  ended(): Promise<{ readonly code: number | null; readonly signal: string | null }>
}

const rawError = 'RAW ERROR'

/** In the main process, in place of the box that would stand there until somebody presses its button: said, and found in the log. */
const sayErrorBoxes = ({ app }: Bench) =>
  app.evaluate(({ dialog }, mark) => {
    dialog.showErrorBox = (title: string, text: string) => console.error(`${mark} ${title}: ${text}`)
  }, rawError)

async function open(): Promise<BenchOnDisk & { close(): Promise<void> }> {
  const folder = temporaryFolder()
  const ends: (() => Promise<void> | void)[] = [() => folder.remove()]
  const close = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    const central = await startCentral(join(folder.path, 'central'))
    ends.push(central.stop)
    const disk = smallDisk(join(folder.path, 'd'), 96)
    ends.push(() => disk.remove())
    const bed = await FakeHidBed.start()
    ends.push(() => bed.close())
    const reader = await fakeSwUhf(bed)
    ends.push(() => reader.lift())
    const bench = await startBench({
      dataDir: join(disk.path, 'bench'),
      bed,
      args: ['--central', central.ready.url, '--enrol', central.ready.benchEnrolmentCode],
    })
    const child = bench.app.process()
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
      child.once('exit', (code, signal) => resolve({ code, signal })),
    )
    ends.push(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await ended
    })
    await readyToWork(bench.page)
    await readerIsReady(bench.page)
    await sayErrorBoxes(bench)
    const rawErrors = () => bench.log.filter((text) => text.includes(rawError))
    return { disk, bench, rawErrors, ended: () => ended, close }
  } catch (error) {
    await close()
    throw error
  }
}

const test = base.extend<{ onDisk: BenchOnDisk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  onDisk: async ({}, use, info) => {
    const onDisk = await open()
    await use(onDisk)
    if (info.status !== info.expectedStatus) process.stderr.write(onDisk.bench.log.join(''))
    await onDisk.close()
  },
})

const enginePid = ({ app }: Bench) =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Cryobench engine')?.pid)

/** Each state of the engine as the page hears of it, from now on. */
async function watchEngine(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const states: string[] = []
    Object.assign(window, { engineStates: states })
    window.bench.onEngine((state) => void states.push(state))
  })
  return () => page.evaluate(() => (window as typeof window & { engineStates?: readonly string[] }).engineStates ?? [])
}

test.describe('the disk is full', () => {
  if (!canMount()) return

  test('an engine that is killed comes back, and the screen says so meanwhile', async ({ onDisk }) => {
    const { disk, bench, rawErrors } = onDisk
    const states = await watchEngine(bench.page)
    const before = await enginePid(bench)
    disk.fill()
    await bench.killEngine()
    // One that can't open its database on such a disk tries again by starting anew.
    await expect.poll(async () => (await states()).slice(0, 2)).toEqual(['down', 'up'])
    expect(await enginePid(bench)).not.toBe(before)
    expect(rawErrors()).toEqual([])
    // What it can do on such a disk, or why it can do nothing: in any case no reader of before is called ready.
    const readers = await bench.page.evaluate(async () => {
      const answer = await window.bench.request('bench/get', undefined)
      return answer.ok ? answer.value.readers.map(({ connection }) => connection.kind) : answer.problem.kind
    })
    if (readers === 'storeProblem')
      await expect(bench.page.getByText("This bench's database can't be opened")).toBeVisible()
    else await expect(bench.page.getByTestId('status-reader')).toContainText('Reader ready')
    disk.free()
    await readerIsReady(bench.page)
    await expect(bench.page.getByTestId('status-central')).toContainText('connected', { timeout: 30_000 })
  })

  test('the window is resized and closed', async ({ onDisk }) => {
    const { disk, bench, rawErrors, ended } = onDisk
    disk.fill()
    await bench.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setSize(900, 600)
      window?.setPosition(10, 10)
    })
    expect(rawErrors()).toEqual([])
    await bench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    expect(await ended()).toEqual({ code: 0, signal: null })
    expect(rawErrors()).toEqual([])
  })

  test('SIGTERM ends the program, also with an engine that has just been killed', async ({ onDisk }) => {
    const { disk, bench, rawErrors, ended } = onDisk
    disk.fill()
    await bench.killEngine()
    bench.app.process().kill('SIGTERM')
    expect(await ended()).toEqual({ code: 0, signal: null })
    expect(rawErrors()).toEqual([])
  })
})
