// The yardstick: a window of the same Electron with one line of text, sandboxed like the application's.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  return window.loadFile(path.join(__dirname, 'bare.html'))
})
