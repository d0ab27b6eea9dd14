// The bench's one window: where it was, with its colours from the first frame on.
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { background } from './background'
import type { Memory } from './memory'
import { placedOn } from './window-place'

export interface WindowNeeds {
  readonly preload: string
  readonly url: string
  readonly memory: Memory
  readonly devTools: boolean
}

export function openWindow({ preload, url, memory, devTools }: WindowNeeds): BrowserWindow {
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
  if (maximized) window.maximize()
  window.on('close', () => memory.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload()
  })
  void window.loadURL(url)
  return window
}
