// Vite plugin: writes down which packages ended up in a bundle, for the third-party notices.
import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from '../lib/paths.mjs'

export const bundledFolder = inRoot('out', 'bundled-packages')

/**
 * The folder of the package a module belongs to, relative to the project; undefined for our own modules.
 * @param {string} id a module id of the bundler
 */
export function packageFolderOf(id) {
  const file = id.replaceAll('\\', '/').replace(/[?#].*$/, '')
  return /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
}

/**
 * @param {'main' | 'preload' | 'renderer'} bundle
 * @returns {import('vite').Plugin}
 */
export const recordBundledPackages = (bundle) => ({
  name: 'record-bundled-packages',
  apply: 'build',
  generateBundle(_options, output) {
    const folders = Object.values(output)
      .flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
      .map(packageFolderOf)
      .filter((folder) => folder !== undefined)
    fs.mkdirSync(bundledFolder, { recursive: true })
    const file = path.join(bundledFolder, `${bundle}.json`)
    fs.writeFileSync(file, `${JSON.stringify([...new Set(folders)].sort(), null, 2)}\n`)
  },
})
