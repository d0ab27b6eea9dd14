// Writes the tour down: numbered screenshots and tour.md in a folder, one line a step on the terminal.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

export interface Recorder {
  /** Runs a step, then keeps a picture of the screen and what the step says central answered. */
  step(title: string, page: Page, run: () => Promise<string | undefined>): Promise<void>
}

/** For tests: the same steps, nothing written. */
export const silent: Recorder = {
  step: async (_title, _page, run) => {
    await run()
  },
}

export function recordInto(folder: string): Recorder & { finish(): void } {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const chapters: string[] = ['# A tour of Cryobench', '']
  let number = 0
  return {
    step: async (title, page, run) => {
      number += 1
      const answer = await run()
      const name = `${String(number).padStart(2, '0')}-${slug(title)}.png`
      await settled(page)
      await page.screenshot({ path: join(folder, name) })
      process.stdout.write(`${String(number).padStart(2)}  ${title}${answer ? `\n      central: ${answer}` : ''}\n`)
      chapters.push(`## ${number}. ${title}`, '')
      if (answer) chapters.push(`Central answers: \`${answer}\``, '')
      chapters.push(`![${title}](${name})`, '')
    },
    finish: () => {
      writeFileSync(join(folder, 'tour.md'), chapters.join('\n'))
      process.stdout.write(`\n${number} pictures and tour.md are in ${folder}\n`)
    },
  }
}

/** Sheets that open and colours that change are shown at their end. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    // A sheet's own transition begins a frame after it is there.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
  })

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
