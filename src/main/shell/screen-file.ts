// A picture of the window, kept fresh in a file: how a machine without a display shows that the bench is up.
import type { BrowserWindow } from 'electron'
import { replaceFile } from '../../platform/atomic-file'
import type { Log } from './log'

const everyMs = 5000

export function keepScreenFile(window: BrowserWindow, path: string, log: Log): void {
  const write = async () => {
    if (window.isDestroyed()) return
    try {
      const picture = await window.webContents.capturePage()
      if (!picture.isEmpty()) replaceFile(path, picture.toPNG(), { mode: 0o644 })
    } catch (error) {
      log.say('shell', 'error', `${path} could not be written: ${String(error)}`)
    }
  }
  const timer = setInterval(() => void write(), everyMs)
  window.webContents.once('did-finish-load', () => void write())
  window.once('closed', () => clearInterval(timer))
}
