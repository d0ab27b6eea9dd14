// A scan, from the HID report to the painted result with a durable commit between, beside a plain page that shows a typed tag.
// Both windows live at the same time, and take turns.
import { join, resolve } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { type Bench, startBench, temporaryFolder } from '../test/e2e/support/bench'
import { signIn } from '../test/e2e/support/integration'
import { startCentral } from '../test/e2e/support/processes'
import { FakeHidBed, type FakeSwUhf, fakeSwUhf } from '../test/support/fakehid'
import { now, paintedAt, watchNextResult } from './paint'
import { type Spread, spread } from './statistics'

export interface ScanOptions {
  readonly tags: number
  readonly size: number
  readonly pauseMs: number
}

export interface ScanFigures {
  readonly scan: Spread
  /** From the last key of a typed tag. */
  readonly lastKey: Spread
  /** From the first key: a wedge reader's whole report, each key as fast as the page takes it. */
  readonly wholeTag: Spread
}

/** Both windows lie on one screen; without these, the one below gets no frames. */
const bothShown = ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding']

async function startPlainPage(): Promise<{ readonly page: Page; stop(): Promise<void> }> {
  const executablePath = process.env.CRYOBENCH_ELECTRON
  if (!executablePath) throw new Error('CRYOBENCH_ELECTRON is not set: start with npm run benchmark')
  const main = resolve(import.meta.dirname, 'plain-page/main.cjs')
  const app = await _electron.launch({ executablePath, args: [main, ...bothShown] })
  return { page: await app.firstWindow(), stop: () => app.close() }
}

async function typeTag(page: Page, tag: string): Promise<{ readonly lastKey: number; readonly wholeTag: number }> {
  await watchNextResult(page)
  const first = now()
  await page.keyboard.type(tag)
  // The question is there before the answer, as on the other side: asking is nobody's work while it is measured.
  const painted = paintedAt(page)
  await quiet()
  const last = now()
  void page.keyboard.press('Enter')
  const at = await painted
  return { lastKey: at - last, wholeTag: at - first - quietMs }
}

async function scanTag(page: Page, reader: FakeSwUhf, tag: string): Promise<number> {
  await watchNextResult(page)
  const painted = paintedAt(page)
  await quiet()
  const started = now()
  reader.present({ epc: tag })
  const took = (await painted) - started
  // The vial is lifted: without it a change of tags this quick counts as two tags in the field.
  reader.presentNoTag()
  return took
}

/** Longer than asking takes, and nothing on the scale of what is measured. */
const quietMs = 10
const quiet = (): Promise<void> => new Promise((done) => setTimeout(done, quietMs))

/** Any part of a frame, of a breath of the screen's signs, and of what follows a result: between a half and one and a half of `meanMs`. */
const pause = (meanMs: number): Promise<void> =>
  new Promise((done) => setTimeout(done, meanMs / 2 + Math.random() * meanMs))

const tagNumber = (index: number): string => `BE${String(index).padStart(22, '0')}`

/** Chooses canes as they fill up: not part of what is measured. */
async function makeRoom(page: Page): Promise<void> {
  const full = await page.evaluate(async () => {
    const bench = window.bench
    const tagging = await bench.request('tagging/get', undefined)
    if (!tagging.ok || tagging.value?.step.kind !== 'needsPlace') return false
    const tanks = await bench.request('places/tanks', undefined)
    if (!tanks.ok) throw new Error('no tanks')
    for (const { tank } of tanks.value) {
      const canes = await bench.request('places/canes', { storageId: tank.id })
      const free = canes.ok ? canes.value.find((cane) => cane.free > 0) : undefined
      if (free) {
        const { storageId, canister, cane } = free
        return (await bench.request('tagging/choosePlace', { storageId, canister, cane })).ok
      }
      for (const canister of tank.canisters) {
        const added = await bench.request('places/addCane', {
          storageId: tank.id,
          canister: canister.name,
          cane: `B${Math.floor(performance.now())}`,
        })
        if (added.ok) {
          const { storageId, canister: name, cane } = added.value
          return (await bench.request('tagging/choosePlace', { storageId, canister: name, cane })).ok
        }
      }
    }
    throw new Error('no cane with space is left')
  })
  if (full) await page.locator('[data-step="expecting"]').waitFor()
}

async function openStore(bench: Bench, procedure: number): Promise<void> {
  await bench.page.getByTestId(`procedure-${procedure}`).getByRole('button', { name: 'Start' }).click()
  await bench.page.locator('[data-result-number]').waitFor()
}

/** `tags` scans, in STOREs of `size` vials; every one is committed before it is shown. `pauseMs`: before each, on the average. */
export async function measureScans({ tags, size, pauseMs }: ScanOptions): Promise<ScanFigures> {
  const folder = temporaryFolder()
  // Few vials, so that the tanks have places for a thousand more.
  const central = await startCentral(join(folder.path, 'central'), { sampleSize: 50 })
  const bed = await FakeHidBed.start()
  const reader = await fakeSwUhf(bed)
  const plain = await startPlainPage()
  const bench = await startBench({
    dataDir: join(folder.path, 'bench'),
    args: ['--central', central.ready.url, '--enrol', central.ready.benchEnrolmentCode, ...bothShown],
    bed,
  })
  // On the other side it is where it chose the procedure.
  await plain.page.mouse.move(600, 300)
  const scans: number[] = []
  const typed: { readonly lastKey: number; readonly wholeTag: number }[] = []
  try {
    const integration = await signIn(central.ready)
    const vials = Math.min(tags, size)
    // All asked for beforehand: a bench has sixty requests a minute, and news of fifty procedures would use them up.
    const procedures: number[] = []
    for (let done = 0; done < tags; done += vials) {
      const names = Array.from({ length: vials }, (_, index) => `B-${done + index}`)
      procedures.push(await integration.requestStore('SUBJ-2024-001', names))
    }
    for (const [turn, procedure] of procedures.entries()) {
      const done = turn * vials
      await openStore(bench, procedure)
      for (let index = 0; index < vials; index += 1) {
        await makeRoom(bench.page)
        await pause(pauseMs)
        scans.push(await scanTag(bench.page, reader, tagNumber(done + index)))
        await pause(pauseMs)
        typed.push(await typeTag(plain.page, tagNumber(done + index)))
      }
      await bench.page.locator('[data-step="finished"]').waitFor()
      await bench.page.getByRole('button', { name: 'Back to the worklist' }).click()
    }
  } finally {
    await bench.quit()
    await plain.stop()
    await bed.close()
    await central.stop()
    folder.remove()
  }
  return {
    scan: spread(scans),
    lastKey: spread(typed.map(({ lastKey }) => lastKey)),
    wholeTag: spread(typed.map(({ wholeTag }) => wholeTag)),
  }
}
