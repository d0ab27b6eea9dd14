// Runs an Electron main file unchanged and prints READY with the time when its first window shows what `--until` names.
// Usage: electron probe.cjs --main <file> --until <css selector> [switches of the application]
const { app } = require('electron')
const path = require('node:path')

const after = (name) => process.argv[process.argv.indexOf(name) + 1]
const main = path.resolve(after('--main'))
const selector = after('--until')

// The frame after the element is there has been painted when a message posted from it arrives.
const painted = `new Promise((done) => {
  const look = () => document.querySelector(${JSON.stringify(selector)})
    ? requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => done(true); c.port2.postMessage(0) })
    : requestAnimationFrame(look)
  look()
})`

app.once('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', () => {
    window.webContents.executeJavaScript(painted).then(() => process.stdout.write(`READY ${Date.now()}\n`))
  })
})
require(main)
