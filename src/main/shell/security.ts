// What no page may do, whoever wrote it: ask for permissions, leave the application, open windows, embed others.
import { app, session } from 'electron'
import { isOurPage } from './renderer-files'

export function denyEverything(origin: string): void {
  const { defaultSession } = session
  // SECURITY: the renderer needs no camera, no USB, no notifications; readers belong to the engine.
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    // SECURITY: a page from elsewhere must never get our preload and its port to the engine.
    contents.on('will-navigate', (event) => {
      if (!isOurPage(event.url, origin)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOurPage(event.url, origin)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isOurPage(event.url, origin)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // SECURITY: no second window, and no address handed to the system's browser, which could carry data out.
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
