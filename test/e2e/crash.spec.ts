// Crash: whatever dies, and whenever, the procedure resumes where it was and asks for the last tag once more.
import { expect, test } from './support/laboratory'
import {
  chooseFirstPlace,
  exchange,
  expectRefusal,
  openStore,
  panel,
  readerIsReady,
  takeOff,
  vialNow,
} from './support/screens'

const tags = ['BB0000000000000000000001', 'BB0000000000000000000002', 'BB0000000000000000000003']
const tag = (index: number) => ({ epc: tags[index] ?? '' })
const names = ['VL-A', 'VL-B', 'VL-C']

test('the whole application is killed between two vials', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const procedure = await integration.requestStore('SUBJ-2024-001', names)
  await openStore(laboratory.bench.page, procedure)
  await chooseFirstPlace(laboratory.bench.page)
  reader.place(tag(0))
  await expect(vialNow(laboratory.bench.page)).toHaveText('VL-B')
  await laboratory.bench.kill()
  reader.lift()

  const { page } = await laboratory.restartBench()
  await expect(panel(page)).toHaveAttribute('data-step', 'confirmLast', { timeout: 20_000 })
  await expect(vialNow(page)).toHaveText('VL-A')
  await readerIsReady(page)
  reader.place(tag(1))
  await expectRefusal(page, 'notTheLast')
  await exchange(reader, tag(0))
  await expect(vialNow(page)).toHaveText('VL-B')
  await exchange(reader, tag(1))
  await exchange(reader, tag(2))
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})

test('the engine is killed in the very moment of a scan, again and again', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', names)
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  for (const index of names.keys()) {
    const before = await saved(page)
    reader.place(tag(index))
    await laboratory.bench.killEngine()
    await takeOff(reader)
    // What was called saved is still there.
    await expect.poll(() => saved(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(before)
    await readerIsReady(page)
    // Finished in the moment of the kill: nothing is asked for any more.
    if (!(await panel(page).isVisible())) break
    // The scan may have been in time or not: the bench asks for what it needs, the last tag once more or the lost one.
    await expect(async () => {
      const asked = names.indexOf((await vialNow(page).textContent({ timeout: 500 })) ?? '')
      if (asked > index) return
      reader.place(tag(asked))
      await takeOff(reader)
      expect(await saved(page)).toBe(index + 1)
      await expect(panel(page)).not.toHaveAttribute('data-step', 'confirmLast', { timeout: 500 })
    }).toPass({ timeout: 20_000 })
  }
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})

/** -1 while the engine is away; all of them once nobody is tagging any more. */
const saved = (page: Parameters<typeof panel>[0]): Promise<number> =>
  page.evaluate(async () => {
    const answer = await window.bench.request('tagging/get', undefined)
    return answer.ok ? (answer.value?.tagged ?? 3) : -1
  })
