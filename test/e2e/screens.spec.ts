// Every screen in light and dark, English and German, at the usual bench PC's size: no violation of WCAG 2.2 AA, nothing cut off sideways.
// Pictures go to out/screens, to be looked at.
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { root } from './support/bench'
import { expect, type Laboratory, test } from './support/laboratory'
import { card, chooseFirstPlace, goTo, openStore, panel, vialNow } from './support/screens'

interface Look {
  readonly scheme: 'light' | 'dark'
  readonly language: 'en' | 'de' | 'en-XB'
}

async function dress(page: Page, { scheme, language }: Look): Promise<void> {
  await page.evaluate(
    async (look) => {
      await window.bench.request('bench/saveSettings', { ...look, volume: 0.5, muted: true })
    },
    { scheme, language },
  )
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

async function look(page: Page, name: string, { scheme, language }: Look): Promise<void> {
  await page.screenshot({ path: join(root, 'out/screens', `${name}-${scheme}-${language}.png`) })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
  ).toEqual([])
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, 'nothing is cut off sideways').toBeLessThanOrEqual(0)
}

async function tour(laboratory: Laboratory, as: Look): Promise<void> {
  const { integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await expect(card(page, procedure)).toBeVisible()
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  await dress(page, as)
  await look(page, 'tagging-expecting', as)
  reader.place({ epc: 'DD0000000000000000000001' }, { epc: 'DD0000000000000000000002' })
  await expect(panel(page)).toHaveAttribute('data-step', 'refused')
  await look(page, 'tagging-several', as)
  reader.place({ epc: 'DD0000000000000000000001' })
  await expect(vialNow(page)).toHaveText('VL-B')
  await look(page, 'tagging-accepted', as)
  reader.lift()
}

for (const as of [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'de' },
  { scheme: 'light', language: 'en-XB' },
] as const) {
  test(`tagging in ${as.scheme}, ${as.language}`, async ({ laboratory }) => {
    await tour(laboratory, as)
  })
}

for (const as of [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'en' },
] as const) {
  test(`worklist, storage, devices, settings in ${as.scheme}`, async ({ laboratory }) => {
    const { page } = laboratory.bench
    await dress(page, as)
    await look(page, 'worklist', as)
    await goTo(page, 'Storage')
    await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible()
    await look(page, 'storage', as)
    await goTo(page, 'Devices')
    await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible()
    await look(page, 'devices', as)
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await look(page, 'settings', as)
  })
}
