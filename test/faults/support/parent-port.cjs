// Loaded before the engine's bundle: stands in for Electron's parentPort, with the test's process as shell and window at the other end.
const { EventEmitter } = require('node:events')

const window = new EventEmitter()
window.postMessage = (message) => process.send({ to: 'window', message })
window.start = () => undefined
window.close = () => undefined

process.parentPort = {
  on: (_event, take) =>
    process.on('message', ({ to, message }) => {
      if (to === 'window') window.emit('message', { data: message })
      else take({ data: message, ports: message.kind === 'connect' ? [window] : [] })
    }),
  postMessage: (message) => process.send({ to: 'shell', message }),
}
// The real engine dies with its shell; this one with the test.
process.on('disconnect', () => process.exit(1))
