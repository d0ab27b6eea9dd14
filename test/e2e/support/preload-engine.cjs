// Loaded into Electron's main process by its -r switch: gives the fake HID bed's preload library to the engine process only.
// In the main process itself the library can hang a fork: its lock may be held by another thread in that moment.
const { utilityProcess } = require('electron')

const environment = JSON.parse(process.env.CRYOBENCH_TEST_ENGINE_ENV)
const { fork } = utilityProcess
utilityProcess.fork = (file, args, options) =>
  fork(
    file,
    args,
    options?.serviceName === 'Cryobench engine'
      ? { ...options, env: { ...(options.env ?? process.env), ...environment } }
      : options,
  )
