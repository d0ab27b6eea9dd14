// The bench's one window: where it was, with its colours from the first frame on.
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { background } from './background'
import type { Memory } from './memory'
import { placedOn } from './window-place'

export interface WindowNeeds {
  readonly preload: string
  readonly url: string
  readonly memory: Memory
  readonly devTools: boolean
  readonly kiosk: boolean
  readonly crashed: (reason: string) => void
}

export function openWindow({ preload, url, memory, devTools, kiosk, crashed }: WindowNeeds): BrowserWindow {
  const { bounds, maximized, scheme } = memory.read()
  nativeTheme.themeSource = scheme
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...placedOn(areas, bounds),
    minWidth: 480,
    minHeight: 360,
    title: 'Cryobench',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    autoHideMenuBar: true,
    kiosk,
    webPreferences: {
      preload,
      // SECURITY: the page runs without Node and apart from the preload.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools,
      spellcheck: false,
      // A window behind another one still has to sound and to show what the reader saw.
      backgroundThrottling: false,
      v8CacheOptions: 'bypassHeatCheck',
    },
  })
  if (kiosk) keepOpen(window)
  else {
    if (maximized) window.maximize()
    window.on('close', () => void memory.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    crashed(reason)
    if (!window.isDestroyed()) window.reload()
  })
  void window.loadURL(url)
  return window
}

/**
 * SECURITY: a kiosk has no way out but the administrator's, who ends the session or the process: a close by hand or key does
 * nothing. `before-quit` comes first when the program really is to end.
 */
function keepOpen(window: BrowserWindow): void {
  let isEnding = false
  app.once('before-quit', () => {
    isEnding = true
  })
  window.on('close', (event) => {
    if (!isEnding) event.preventDefault()
  })
  window.on('leave-full-screen', () => window.setKiosk(true))
}
