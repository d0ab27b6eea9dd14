// When a scan's result was painted, told by the renderer on the clock that all processes of a machine share.
import type { Page } from '@playwright/test'

/** Epoch milliseconds with fractions. */
export const now = (): number => performance.timeOrigin + performance.now()

/** Starts watching what shows results; the promise tells when the frame with the next result had been painted. */
export async function watchNextResult(page: Page): Promise<void> {
  await page.evaluate(() => {
    const panel = document.querySelector('[data-result-number]')
    if (!panel) throw new Error('nothing on this page shows results')
    Reflect.set(
      window,
      'nextResult',
      new Promise<number>((done) => {
        const observer = new MutationObserver(() => {
          observer.disconnect()
          requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => done(performance.timeOrigin + performance.now())
            channel.port2.postMessage(0)
          })
        })
        observer.observe(panel, { attributes: true, attributeFilter: ['data-result-number'] })
      }),
    )
  })
}

export const paintedAt = (page: Page): Promise<number> =>
  page.evaluate(() => Reflect.get(window, 'nextResult') as Promise<number>)
