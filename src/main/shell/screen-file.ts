// A picture of the window, kept fresh in a file: how a machine without a display shows that the bench is up.
import type { BrowserWindow } from 'electron'
import { errorText } from '../../shared/error-text'
import { replaceOnDisk } from './disk'
import type { Log } from './log'

const everyMs = 5000

export function keepScreenFile(window: BrowserWindow, path: string, log: Log): void {
  let lastSaid = ''
  /** Once for each trouble: the next attempt comes in seconds. */
  const say = (problem: string) => {
    if (problem !== lastSaid && problem !== '') log.say('shell', 'error', `${path} could not be written: ${problem}`)
    lastSaid = problem
  }
  const write = async () => {
    if (window.isDestroyed()) return
    try {
      const picture = await window.webContents.capturePage()
      if (picture.isEmpty()) return
      const written = replaceOnDisk(path, picture.toPNG(), { mode: 0o644 })
      say(written.ok ? '' : written.problem.detail)
    } catch (error) {
      say(errorText(error))
    }
  }
  const timer = setInterval(() => void write(), everyMs)
  window.webContents.once('did-finish-load', () => void write())
  window.once('closed', () => clearInterval(timer))
}
