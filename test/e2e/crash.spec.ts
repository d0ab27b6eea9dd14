// Crash: whatever dies, and whenever, the procedure resumes where it was and asks for the last tag once more.
import { expect, test } from './support/laboratory'
import { chooseFirstPlace, expectRefusal, openStore, panel, readerIsReady, vialNow } from './support/screens'

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
  reader.lift()
  reader.presentNoTag()
  reader.place(tag(0))
  await expect(vialNow(page)).toHaveText('VL-B')
  for (const index of [1, 2]) {
    reader.lift()
    reader.presentNoTag()
    reader.place(tag(index))
  }
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})

test('the engine is killed in the very moment of a scan, again and again', async ({ laboratory }) => {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', names)
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  for (let index = 0; index < names.length; ) {
    const before = await shownSaved(page)
    reader.place(tag(index))
    await laboratory.bench.killEngine()
    reader.lift()
    await readerIsReady(page)
    await expect(panel(page)).toBeVisible()
    // What was called saved is still there.
    expect(await shownSaved(page)).toBeGreaterThanOrEqual(before)
    if ((await panel(page).getAttribute('data-step')) === 'finished') break
    const expected = await vialNow(page).textContent()
    const at = names.indexOf(expected ?? '')
    reader.presentNoTag()
    reader.place(tag(at))
    index = at + 1
    await expect(panel(page)).not.toHaveAttribute('data-step', 'confirmLast')
    if (index < names.length) await expect(vialNow(page)).toHaveText(names[index] ?? '')
    reader.lift()
    reader.presentNoTag()
  }
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})

const shownSaved = (page: Parameters<typeof panel>[0]): Promise<number> =>
  page.evaluate(async () => {
    const answer = await window.bench.request('tagging/get', undefined)
    return answer.ok ? (answer.value?.tagged ?? 0) : 0
  })
