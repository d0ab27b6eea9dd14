// What the stand-in Electron runs for `electron <path>`: the part of Electron's own default application we use.
// ES module with a top-level await on purpose: Electron holds 'ready' back until it has finished, so that the
// application can still register its scheme and switch its sandbox on.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app as publicApp } from 'electron/main'

/**
 * Electron's own default application uses these two as well; its types leave them out.
 * @typedef {import('electron').App & { setAppPath(path: string): void, setVersion(version: string): void }} WholeApp
 */
const app = /** @type {WholeApp} */ (publicApp)

/**
 * Playwright drives Electron through `-r <its loader>`.
 * @param {readonly string[]} args
 */
function read(args) {
  const preloaded = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '-v' || arg === '--version') return { version: true, preloaded, target: undefined }
    if (arg === '-r' || arg === '--require') {
      at += 1
      preloaded.push(args[at] ?? '')
    } else if (!arg.startsWith('-')) return { version: false, preloaded, target: arg }
  }
  return { version: false, preloaded, target: undefined }
}

/**
 * @param {string} target a folder with a package.json, or a script
 * @param {NodeJS.Require} require
 */
function open(target, require) {
  const file = path.resolve(target)
  if (!fs.statSync(file).isDirectory()) {
    app.setAppPath(path.dirname(file))
    return file
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(file, 'package.json'), 'utf8'))
  app.setName(manifest.productName ?? manifest.name)
  if (manifest.version) app.setVersion(manifest.version)
  app.setAppPath(file)
  return require.resolve(path.join(file, manifest.main ?? 'index.js'))
}

Object.assign(process, { defaultApp: true })
const { version, preloaded, target } = read(process.argv.slice(1))
const require = createRequire(path.join(process.cwd(), 'noop.js'))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (!target) {
  console.error('usage: electron [-r module] <path to an application>')
  process.exit(2)
}
try {
  for (const module of preloaded) require(module)
  await import(pathToFileURL(open(target, require)).href)
} catch (error) {
  console.error('The application failed while it was loaded:', error)
  app.exit(1)
}
