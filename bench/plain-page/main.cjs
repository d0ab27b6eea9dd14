// The yardstick for a scan: a page of the same Electron that shows what a keyboard types, and stores nothing.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  return window.loadFile(path.join(__dirname, 'page.html'))
})
