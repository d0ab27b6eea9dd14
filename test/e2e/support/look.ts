// A screen is looked at: a picture to out/screens, no violation of WCAG 2.2 AA, nothing cut off sideways.
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { root } from './bench'

export interface Look {
  readonly scheme: 'light' | 'dark'
  readonly language: 'en' | 'de' | 'en-XB'
}

export async function dress(page: Page, { scheme, language }: Look): Promise<void> {
  await page.evaluate(
    async (look) => {
      await window.bench.request('bench/saveSettings', { ...look, volume: 0.5, muted: true })
    },
    { scheme, language },
  )
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
}

/** Colours on their way from one scheme to the other are nobody's screen. What moves without end moves on. */
const endTransitions = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  })

export async function look(page: Page, name: string, { scheme, language }: Look): Promise<void> {
  await endTransitions(page)
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

/** Once in dark German, then in light English, in which it stays. */
export async function lookTwice(page: Page, name: string): Promise<void> {
  for (const as of [
    { scheme: 'dark', language: 'de' },
    { scheme: 'light', language: 'en' },
  ] as const) {
    await dress(page, as)
    await look(page, name, as)
  }
}
