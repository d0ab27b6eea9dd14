import { execFileSync } from 'node:child_process'
import { readdirSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { FakeHidBed, fakeSwUhf } from '../support/fakehid'
import { type Bench, startBench, temporaryFolder } from './support/bench'
import { signIn } from './support/integration'
import { startCentral, startDeviceSimulator } from './support/processes'
import { card, chooseFirstPlace, exchange, goTo, openStore, panel, readerIsReady, readyToWork, switchTo, takeOff, vialNow } from './support/screens'
import { expect, test } from '@playwright/test'

const out = '/tmp/ui3'
mkdirSync(out, { recursive: true })
let bench: Bench
const looks = [
  ['light', 'en', 1366, 768],
  ['dark', 'de', 1280, 800],
] as const
async function dress(page: Page, scheme: string, language: string) {
  await page.evaluate(async (look) => { await (window as any).bench.request('bench/saveSettings', { ...look, volume: 0.5, muted: false }) }, { scheme, language })
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}
async function size(width: number, height: number) {
  await bench.page.setViewportSize({ width, height })
}
async function shot(name: string, more: readonly (readonly [string, string, number, number])[] = []) {
  const page = bench.page
  for (const [s, l, w, h] of [...looks, ...more]) {
    await dress(page, s, l)
    await size(w, h)
    await page.waitForTimeout(250)
    await page.screenshot({ path: join(out, `${name}-${s}-${l}-${w}.png`) })
    const cut = await page.evaluate(() => {
      const bad: string[] = []
      for (const el of document.querySelectorAll('button, h1, h2, h3, p, a, input')) {
        const r = el.getBoundingClientRect()
        if (r.width === 0 || r.width < 2) continue
        if (r.right > innerWidth + 1 || r.left < -1) bad.push(`off:${el.tagName}:${el.textContent?.slice(0, 40)}`)
        if (el.tagName === 'BUTTON' && (r.height < 44 || r.width < 44) ) bad.push(`small ${Math.round(r.width)}x${Math.round(r.height)}:${el.textContent?.slice(0, 40)||el.getAttribute('aria-label')}`)
        if (el.scrollWidth > el.clientWidth + 2 && getComputedStyle(el).overflowX !== 'visible' && el.tagName !== 'INPUT') bad.push(`clipped:${el.tagName}:${el.textContent?.slice(0, 40)}`)
      }
      return [...new Set(bad)]
    })
    if (cut.length) console.log(name, s, l, w, JSON.stringify(cut))
  }
  await dress(page, 'light', 'en')
  await size(1366, 768)
}
const wide = [['light', 'de', 1920, 1080]] as const
const vials = (p: string, n: number) => Array.from({ length: n }, (_, i) => `${p}-${String(i + 1).padStart(3, '0')}`)
let serial = 0
const next = () => ({ epc: `AB00000000000000${String(++serial).padStart(8, '0')}` })

test('ui', async () => {
  test.setTimeout(400_000)
  const folder = temporaryFolder()
  const cdir = join(folder.path, 'central')
  const first = await startCentral(cdir)
  await first.stop()
  const db = readdirSync(cdir).find((f) => /\.(db|sqlite)$/.test(f))
  if (!db) throw new Error(readdirSync(cdir).join())
  console.log(execFileSync('sqlite3', [join(cdir, db), `
   select type,status,count(*) from procedures group by 1,2;
   update procedures set type='THAW' where id=(select max(id) from procedures where status='PENDING' and type='STORE' and facility_id=1);
   update procedures set status='PAUSED' where id=(select min(id) from procedures where status='CREATED');
   update procedures set completed_at=strftime('%Y-%m-%dT%H:%M:%fZ','now') where id=(select max(id) from procedures where status='FAILED' and facility_id=1);
   select id,type,status,completed_at from procedures where status='FAILED';
   select * from devices;`], { encoding: 'utf8' }))
  const central = await startCentral(cdir, { port: first.port, sample: false })
  const ready = { ...first.ready, url: central.ready.url }
  const bed = await FakeHidBed.start()
  const reader = await fakeSwUhf(bed)
  const dataDir = join(folder.path, 'bench')
  bench = await startBench({ dataDir, bed, args: ['--central', ready.url, '--enrol', ready.benchEnrolmentCode] })
  let page = bench.page
  await readyToWork(page)
  await readerIsReady(page)
  const integration = await signIn(ready)
  const step = async (name: string, act: () => Promise<void>) => {
    try { await act() } catch (error) { console.log(`STEP ${name} FAILED`, String(error).slice(0, 600)); await page.screenshot({ path: join(out, `zz-fail-${name}.png`) }) }
  }
  await shot('01-worklist', wide)
  await step('list', async () => {
    for (let i = 0; i < 30; i++) await integration.requestStore('SUBJ-2024-001', vials(`M${i}`, 1 + (i % 9)))
    await page.waitForTimeout(2500)
    await shot('01b-worklist-many')
    await page.getByText('List', { exact: true }).click({ force: true }).catch(async () => { await page.getByRole('radio', { name: 'List' }).check({ force: true }) })
    await page.waitForTimeout(300)
    await shot('01c-list', wide)
    await page.getByRole('rowgroup', { name: 'Worklist' }).focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowUp']) { await page.keyboard.press(key); await page.waitForTimeout(300); console.log(key, await page.evaluate(() => document.activeElement?.closest('[data-index]')?.getAttribute('data-index') ?? document.activeElement?.className)) }
    await page.screenshot({ path: join(out, '01d-list-end.png') })
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).setLegacyMode(true).analyze()
    console.log('axe list', JSON.stringify(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)))
    await page.getByRole('radio', { name: 'Cards' }).check({ force: true })
  })
  const id = await integration.requestStore('SUBJ-2024-001', vials('VL', 12))
  await expect(card(page, id)).toBeVisible()
  await openStore(page, id)
  await shot('02-needsplace-none')
  await step('picker', async () => {
    await panel(page).getByRole('button', { name: 'Choose a place' }).click()
    await page.waitForTimeout(400)
    // no english words later: sheet stays open while dressing
    await shot('03-picker', wide)
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('region', { name: 'Canister' }).getByRole('button', { name: 'C6' }).click()
    await page.waitForTimeout(200)
    await shot('04-picker-c6')
    await sheet.getByRole('button', { name: 'Add cane' }).click()
    await expect(panel(page)).toHaveAttribute('data-step', 'expecting')
  })
  await shot('05-expecting', wide)
  await step('several', async () => {
    reader.place(next(), next())
    await expect(panel(page)).toHaveAttribute('data-step', 'refused')
    await shot('06-several')
    await takeOff(reader)
  })
  const one = next()
  reader.place(one)
  await expect(vialNow(page)).toHaveText('VL-002')
  await page.screenshot({ path: join(out, '07-flash.png') })
  await step('same', async () => { await exchange(reader, next()); await expect(vialNow(page)).toHaveText('VL-003') })
  await shot('08-two-done')
  await step('inuse', async () => {
    await exchange(reader, one)
    await expect(panel(page)).toHaveAttribute('data-step', 'refused')
    await shot('09-inuse', wide)
    await takeOff(reader)
    await expect(vialNow(page)).toHaveText('VL-003')
  })
  await step('other', async () => {
    const rows = await page.evaluate(async () => (await (window as any).bench.request('inventory/search', { text: '', offset: 0, limit: 50 })).value.rows)
    const row = rows.find((r: any) => r.tag && r.subjectCode !== 'SUBJ-2024-001')
    reader.place({ epc: row.tag })
    await expect(panel(page)).toHaveAttribute('data-step', 'refused')
    await shot('10-othersubject', wide)
    await takeOff(reader)
    await expect(vialNow(page)).toHaveText('VL-003')
  })
  await step('unreadable', async () => {
    reader.garbage(); reader.damaged(next())
    await expect(panel(page)).toHaveAttribute('data-step', 'refused')
    await shot('11-unreadable')
    await takeOff(reader)
  })
  await step('gone', async () => {
    console.log('after unreadable, taken off:', await panel(page).getAttribute('data-step'))
  })
  await step('full', async () => {
    for (let i = 0; i < 10; i++) {
      if ((await panel(page).getAttribute('data-step')) === 'needsPlace') break
      const number = Number(await panel(page).getAttribute('data-result-number'))
      await exchange(reader, next())
      await expect(panel(page)).not.toHaveAttribute('data-result-number', String(number))
    }
    await takeOff(reader)
    await shot('13-needsplace-full')
    await chooseFirstPlace(page)
  })
  await step('confirmLast', async () => {
    await exchange(reader, next())
    await page.waitForTimeout(500)
    reader.lift(); reader.presentNoTag()
    await bench.kill()
    bench = await startBench({ dataDir, bed })
    page = bench.page
    await expect(panel(page)).toHaveAttribute('data-step', 'confirmLast', { timeout: 30000 })
    await readerIsReady(page)
    await shot('14-confirmlast')
    reader.place(next())
    await expect(panel(page)).toHaveAttribute('data-step', 'refused')
    await shot('15-notthelast')
    await takeOff(reader)
    reader.place({ epc: `AB00000000000000${String(serial - 1).padStart(8, '0')}` })
    await expect(panel(page)).toHaveAttribute('data-step', 'expecting')
  })
  await step('skipped', async () => {
    await takeOff(reader)
    for (let i = 0; i < 6; i++) {
      if ((await panel(page).getAttribute('data-step')) === 'onlySkipped') break
      await page.getByRole('button', { name: 'Skip', exact: true }).click()
      await page.waitForTimeout(150)
    }
    await shot('16-onlyskipped')
  })
  await step('cancelled', async () => {
    const people = await page.evaluate(async () => (await (window as any).bench.request('bench/get', undefined)).value.people.available)
    const sup = people.find((p: any) => p.role === 'supervisor'), staff = people.find((p: any) => p.role === 'staff')
    console.log(JSON.stringify(await page.evaluate(async ([s, p]: any) => {
      const b = (window as any).bench
      await b.request('people/switch', { personId: s })
      return await b.request('procedure/cancel', { procedureId: p, reason: 'Asked for twice' })
    }, [sup.id, id] as any)).slice(0, 300))
    await page.waitForTimeout(800)
    console.log('cancelled step', await panel(page).getAttribute('data-step').catch(() => null))
    await shot('17-cancelled')
    await page.evaluate(async (s: any) => { await (window as any).bench.request('people/switch', { personId: s }) }, staff.id)
  })
  await step('finished', async () => {
    const stop = page.getByRole('button', { name: /Back to the worklist|Stop, continue later/ }).first()
    await stop.click().catch(() => undefined)
    const p2 = await integration.requestStore('SUBJ-2024-001', ['VL-A'])
    await goTo(page, 'Worklist')
    await openStore(page, p2)
    await chooseFirstPlace(page)
    reader.place(next())
    await expect(panel(page)).toHaveAttribute('data-step', 'finished')
    await page.waitForTimeout(800)
    await shot('18-finished', wide)
    await takeOff(reader)
    await page.getByRole('button', { name: 'Back to the worklist' }).click()
  })
  await step('storage', async () => {
    await goTo(page, 'Storage')
    await page.waitForTimeout(500)
    await shot('40-storage', wide)
    await page.getByRole('textbox').first().fill('SUBJ-0')
    await page.waitForTimeout(500)
    await shot('41-storage-hit')
    await page.getByRole('textbox').first().fill('zzzz')
    await page.waitForTimeout(500)
    await shot('42-storage-none')
    await page.getByRole('textbox').first().fill('VL-000415')
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'VL-000415' }).click({ timeout: 3000 }).catch(() => undefined)
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(out, '43-storage-row.png') })
    await page.keyboard.press('Escape')
  })
  await step('settings', async () => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.waitForTimeout(300)
    await shot('50-settings')
    await goTo(page, 'Worklist')
  })
  await step('central', async () => {
    await page.getByTestId('status-central').click()
    await page.waitForTimeout(300)
    await shot('53-central-online')
    await page.keyboard.press('Escape')
    const p3 = await integration.requestStore('SUBJ-2024-001', ['VL-Z'])
    await expect(card(page, p3)).toBeVisible()
    await central.kill()
    await expect(page.getByTestId('status-central')).toContainText('offline', { timeout: 30_000 })
    await shot('54-offline')
    await page.getByTestId('status-central').click()
    await page.waitForTimeout(300)
    await shot('55-central-offline')
    await page.keyboard.press('Escape')
    await openStore(page, p3)
    await chooseFirstPlace(page)
    reader.place(next())
    await expect(panel(page)).toHaveAttribute('data-step', 'finished')
    await page.waitForTimeout(700)
    await shot('56-finished-offline')
  })
  await step('enginedown', async () => {
    for (let i = 0; i < 4; i++) { await bench.killEngine().catch(() => undefined); await page.waitForTimeout(450); await page.screenshot({ path: join(out, `57-enginedown-${i}.png`) }) }
    await page.waitForTimeout(4000)
    await shot('58-recovered')
  })
  await bench.quit()
  reader.lift()
  await bed.close()
  folder.remove()
})

test('enrol', async () => {
  test.setTimeout(200_000)
  const folder = temporaryFolder()
  const central = await startCentral(join(folder.path, 'central'))
  bench = await startBench({ dataDir: join(folder.path, 'b1'), args: ['--central', central.ready.url, '--enrol', 'WRONGCODE'] })
  await bench.page.waitForTimeout(4000)
  await shot('60-wrongcode')
  await bench.quit()
  bench = await startBench({ dataDir: join(folder.path, 'b2'), args: ['--central', 'http://127.0.0.1:9', '--enrol', 'ABCDEF'] })
  await bench.page.waitForTimeout(4000)
  await shot('61-unreachable')
  await bench.quit()
  await central.stop()
  bench = await startBench({ dataDir: join(folder.path, 'b4'), })
  await readyToWork(bench.page)
  await shot('63-demo', wide)
  await bench.page.locator('[data-testid=lane-toTag]').getByRole('button', { name: 'Start' }).first().click()
  await expect(panel(bench.page)).toBeVisible()
  await bench.page.waitForTimeout(500)
  await shot('64-demo-tagging', wide)
  await chooseFirstPlace(bench.page)
  await shot('65-demo-expecting', wide)
  await bench.page.getByRole('button', { name: 'Two tags' }).click()
  await bench.page.waitForTimeout(500)
  await shot('66-demo-two')
  await bench.page.getByRole('button', { name: 'Tag of another subject' }).click()
  await bench.page.waitForTimeout(900)
  await shot('67-demo-foreign')
  await bench.page.getByRole('button', { name: 'Take off' }).click()
  const from = Date.now()
  await expect(panel(bench.page)).toHaveAttribute('data-step', 'expecting')
  console.log('stop left after ms', Date.now() - from)
  await bench.page.getByLabel('Tag to put on').fill('xyz')
  await bench.page.keyboard.press('Enter')
  await bench.page.waitForTimeout(200)
  await shot('68-demo-own-wrong')
  await bench.page.getByLabel('Tag to put on').fill('e280 1160 6000 0204 aaaa bbbb')
  await bench.page.keyboard.press('Enter')
  await expect(bench.page.getByTestId('vial-now')).not.toHaveText('VL-000407')
  await shot('69-demo-own-put')
  await bench.page.screenshot({ path: join(out, '69b.png') })
  await bench.quit()
  folder.remove()
})
