// Quitting is designed: readers are closed and the last commit has returned before the process ends. A process that ends with
// an open reader hangs instead.
import { app } from 'electron'
import type { Log } from './log'

/** Windows close, and Chromium ends, within a second; who ends a session or a service does not wait for ever. */
const lastMs = 5000

/** Holds the quit back until `end` has run; whatever happens, it runs once. `byHand`: not because the system or an administrator ends us. */
export function endBeforeQuit(end: (byHand: boolean) => Promise<void>, log: Log): void {
  let byHand = true
  let state: 'running' | 'ending' | 'ended' = 'running'
  const hold = (event: { preventDefault(): void }) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'ending') return
    state = 'ending'
    void end(byHand)
      .catch((error: unknown) => log.say('shell', 'error', `Quitting: ${String(error)}`))
      .then(() => log.close())
      .finally(() => {
        state = 'ended'
        app.quit()
        setTimeout(() => app.exit(1), lastMs).unref()
      })
  }
  app.on('before-quit', hold)
  // A session that ends, or an update, may come here without the event before.
  app.on('will-quit', hold)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      byHand = false
      app.quit()
    })
}
