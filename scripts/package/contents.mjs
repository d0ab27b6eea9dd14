// What is in a packed program: each file with its size, the whole by parts, and whether it keeps to the budget.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/**
 * What may not be exceeded, bytes. Electron's own part can't be chosen; ours can.
 * `ours`: what is in the asar and beside it.
 */
export const budget = { ours: 12 * 1024 * 1024, electron: 330 * 1024 * 1024 }

/** @type {readonly { part: string, matches: RegExp }[]} first match wins; paths begin without a slash */
const PARTS = [
  { part: 'native modules', matches: /\.node$/ },
  { part: 'window', matches: /^app\.asar\/out\/renderer\// },
  { part: 'central for demo mode', matches: /^app\.asar\/out\/main\/central/ },
  { part: 'engine and shell', matches: /^app\.asar\/out\// },
  { part: 'other packages', matches: /^app\.asar\/node_modules\// },
  { part: 'licences and description', matches: /^app\.asar\// },
]

/**
 * @typedef {{ path: string, bytes: number }} PackedFile
 * @param {string} folder an unpacked program
 * @returns {{ ours: PackedFile[], electron: PackedFile[] }}
 */
export function listContents(folder) {
  // Not there before set-up has run, when the commands are read.
  const asar = /** @type {typeof import('@electron/asar')} */ (createRequire(import.meta.url)('@electron/asar'))
  const resources = path.join(folder, 'resources')
  const archive = path.join(resources, 'app.asar')
  const packed = asar.listPackage(archive, { isPack: false }).flatMap((name) => {
    const entry = asar.statFile(archive, name.slice(1), false)
    return 'size' in entry ? [{ path: `app.asar${name}`, bytes: Number(entry.size) }] : []
  })
  /** @type {PackedFile[]} */
  const electron = []
  for (const name of /** @type {string[]} */ (fs.readdirSync(folder, { recursive: true }))) {
    const stat = fs.lstatSync(path.join(folder, name))
    // The asar and what is unpacked from it are listed above.
    if (stat.isFile() && !name.startsWith(path.join('resources', 'app.asar')))
      electron.push({ path: name, bytes: stat.size })
  }
  return { ours: packed, electron }
}

/**
 * @param {readonly PackedFile[]} files
 * @returns {readonly { part: string, bytes: number, files: number }[]} largest first
 */
export function byPart(files) {
  /** @type {Map<string, { part: string, bytes: number, files: number }>} */
  const parts = new Map()
  for (const file of files) {
    const part = PARTS.find(({ matches }) => matches.test(file.path))?.part ?? 'Electron'
    const sum = parts.get(part) ?? { part, bytes: 0, files: 0 }
    parts.set(part, { part, bytes: sum.bytes + file.bytes, files: sum.files + 1 })
  }
  return [...parts.values()].sort((a, b) => b.bytes - a.bytes)
}

/** @param {readonly PackedFile[]} files */
export const total = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** @param {number} bytes */
export const mebibytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
