// Whether what is to be done can be seen and touched: at the sizes that benches' screens have when the system magnifies them.
import { expect, type Page } from '@playwright/test'
import type { Bench } from './bench'
import { dress } from './look'

/** Sizes in the pixels of the page. */
const sizes = [
  { name: '1366 x 768 at 150 %', width: 911, height: 512 },
  { name: '1024 x 768 at 150 %', width: 683, height: 512 },
  { name: '1024 x 768 at 200 %', width: 512, height: 384 },
] as const
const usual = { width: 1280, height: 720 }

const resize = async ({ app, page }: Bench, { width, height }: { readonly width: number; readonly height: number }) => {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) window.setContentSize(size.width, size.height)
    },
    { width, height },
  )
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
  await page.evaluate(async () => {
    scrollTo(0, 0)
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  })
}

/** What can't be seen whole, or lies under something else, in words. */
const hidden = (page: Page, more: readonly string[]): Promise<readonly string[]> =>
  page.evaluate((selectors) => {
    const dialogs = [...document.querySelectorAll<HTMLElement>('[role="dialog"]')]
    const top = dialogs.at(-1) ?? document.body
    const isDialog = top !== document.body
    const primary = [...top.querySelectorAll<HTMLElement>('[data-primary], [data-variant="primary"]')].filter(
      (element) => !element.matches(':disabled') && element.getClientRects().length > 0,
    )
    const stop = isDialog ? [...top.querySelectorAll<HTMLElement>('[type="submit"][data-variant="stop"]')] : []
    const wanted = [
      ...primary.slice(0, 1),
      ...stop,
      ...(isDialog ? [...top.querySelectorAll<HTMLElement>('[data-close]')] : []),
      ...selectors.flatMap((selector) => [...top.querySelectorAll<HTMLElement>(selector)].slice(0, 1)),
      ...(isDialog ? [] : [...document.querySelectorAll<HTMLElement>('[data-testid="vial-now"] bdi')]),
    ]
    const missing = selectors.filter((selector) => top.querySelector(selector) === null)
    const words = (element: HTMLElement) => (element.innerText || element.ariaLabel || element.tagName).slice(0, 40)
    return [
      ...missing.map((selector) => `${selector} is not there`),
      ...wanted.flatMap((element) => {
        const { left, right, top: above, bottom, width, height } = element.getBoundingClientRect()
        const edge = `${Math.round(left)},${Math.round(above)} to ${Math.round(right)},${Math.round(bottom)}`
        if (left < -0.5 || above < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
          return [`${words(element)}: cut off (${edge})`]
        const points = [0.1, 0.5, 0.9].flatMap((x) => [0.15, 0.5, 0.85].map((y) => [x, y] as const))
        const covered = points.some(([x, y]) => {
          const at = document.elementFromPoint(left + width * x, above + height * y)
          return at === null || !(element.contains(at) || at.contains(element))
        })
        return covered ? [`${words(element)}: covered (${edge})`] : []
      }),
    ]
  }, more)

/** Measures the screen at every size in both languages, and leaves it as it was; answers what is not in sight. */
export async function outOfSight(bench: Bench, name: string, more: readonly string[] = []): Promise<readonly string[]> {
  const found: string[] = []
  for (const language of ['de', 'en'] as const) {
    await dress(bench.page, { scheme: 'light', language })
    for (const size of sizes) {
      await resize(bench, size)
      for (const problem of await hidden(bench.page, more)) found.push(`${name}, ${language}, ${size.name}: ${problem}`)
      await bench.page.screenshot({ path: `out/screens/small-${name}-${language}-${size.width}.png` })
    }
    await resize(bench, usual)
  }
  return found
}
