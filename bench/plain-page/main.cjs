// The yardstick for a scan: a page that shows what a keyboard types, stored nowhere. Types on request and answers with both times.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')
const readline = require('node:readline')

/** Epoch milliseconds with fractions: comparable between processes of one machine. */
const now = () => performance.timeOrigin + performance.now()

app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  await window.loadFile(path.join(__dirname, 'page.html'))
  window.webContents.focus()
  process.stdout.write('READY\n')
  readline.createInterface({ input: process.stdin }).on('line', async (tag) => {
    const painted = window.webContents.executeJavaScript('nextPaint()')
    // All but the last key beforehand: a wedge reader's typing speed is not what is compared.
    for (const key of tag) window.webContents.sendInputEvent({ type: 'char', keyCode: key })
    await new Promise((done) => setTimeout(done, 20))
    const started = now()
    window.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Return' })
    window.webContents.sendInputEvent({ type: 'char', keyCode: 'Return' })
    window.webContents.sendInputEvent({ type: 'keyUp', keyCode: 'Return' })
    process.stdout.write(`${(await painted) - started}\n`)
  })
})
