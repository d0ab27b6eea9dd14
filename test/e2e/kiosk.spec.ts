// A bench in a room with passers-by: the screen is full, and no hand at it closes the window.
import { expect, test } from '@playwright/test'
import { startBench, temporaryFolder } from './support/bench'
import { lane, readyToWork } from './support/screens'

test('a kiosk fills the screen and stays open until the program itself is ended', async () => {
  const folder = temporaryFolder()
  const bench = await startBench({ dataDir: folder.path, args: ['--kiosk'] })
  try {
    await readyToWork(bench.page)
    const state = () =>
      bench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()))
    expect(await state()).toEqual([true])
    // As Alt+F4 and the window manager's cross do.
    await bench.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close()
    })
    await expect(lane(bench.page, 'toTag')).toBeVisible()
    expect(await state()).toEqual([true])
  } finally {
    await bench.quit()
    folder.remove()
  }
})
