// Where the project, its outputs and this user's cache are.
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** @param {string[]} parts below the project's folder */
export const inRoot = (...parts) => path.join(root, ...parts)

/** What was fetched or compiled once for all checkouts of this user: Electron runtimes, native modules. */
export const cacheFolder =
  process.env.CRYOBENCH_CACHE_DIR ?? path.join(process.env.XDG_CACHE_HOME || defaultCacheHome(), 'cryobench')

function defaultCacheHome() {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches')
  return path.join(os.homedir(), '.cache')
}
