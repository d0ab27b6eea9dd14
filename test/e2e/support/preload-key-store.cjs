// Loaded into Electron's main process by its -r switch: a key ring that is locked as long as the file of the variable is there.
const { existsSync } = require('node:fs')
const { safeStorage } = require('electron')

const isLocked = () => existsSync(process.env.CRYOBENCH_TEST_KEY_STORE_LOCK ?? '')
const refuse = () => {
  if (isLocked()) throw new Error('Encryption is not available')
}
safeStorage.isEncryptionAvailable = () => !isLocked()
safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
safeStorage.encryptString = (text) => {
  refuse()
  return Buffer.from(`v11${[...text].reverse().join('')}`)
}
safeStorage.decryptString = (bytes) => {
  refuse()
  return [...bytes.toString().slice(3)].reverse().join('')
}
