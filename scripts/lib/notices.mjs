// Makes the text of THIRD-PARTY-NOTICES from the packages that go into the bundles or are shipped beside them.
import fs from 'node:fs'
import path from 'node:path'

/**
 * @typedef {{ name: string, version: string, license: string, texts: readonly string[] }} Notice
 */

const LICENSE_FILE = /^(licen[sc]e|copying|notice)([.-]?[\w.-]*)?$/i

/** Licenses under which a product with a license of its own may carry a package. */
const ACCEPTED =
  /^(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|OFL-1\.1|CC0-1\.0|Unlicense|Python-2\.0)$/

/**
 * Whether an SPDX expression lets us carry the package: one side of an OR, or all of an AND.
 * @param {string} expression
 * @returns {boolean}
 */
export function isAccepted(expression) {
  const bare = expression.replaceAll(/[()]/g, '')
  return bare.split(/ OR /i).some((side) => side.split(/ AND /i).every((name) => ACCEPTED.test(name.trim())))
}

/**
 * The native packages' own production dependencies: they are shipped as they are, not bundled.
 * @param {Record<string, { dependencies?: Record<string, string>, dev?: boolean }>} locked packages of the lockfile
 * @param {readonly string[]} names of the shipped packages
 * @returns {string[]} their folders
 */
export function shippedFolders(locked, names) {
  /** @type {Set<string>} */
  const found = new Set()
  /**
   * @param {string} name
   * @param {string} from the folder of the package that asks for it
   */
  const add = (name, from) => {
    const folder = nearest(locked, name, from)
    if (folder === undefined || found.has(folder)) return
    found.add(folder)
    for (const next of Object.keys(locked[folder]?.dependencies ?? {})) add(next, folder)
  }
  for (const name of names) add(name, '')
  return [...found]
}

/**
 * Where Node would find a package from a folder.
 * @param {Record<string, unknown>} locked
 * @param {string} name
 * @param {string} from
 */
function nearest(locked, name, from) {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const candidate = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (candidate in locked) return candidate
    if (folder === '') return undefined
  }
}

/**
 * @param {string} folder of an installed package
 * @returns {Notice}
 */
export function noticeOf(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const { name, version, license } = manifest
  const files = fs
    .readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .sort()
  const texts = files
    .filter((file) => fs.statSync(path.join(folder, file)).isFile())
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  const author = typeof manifest.author === 'string' ? manifest.author : manifest.author?.name
  const stated = `License as stated in its package.json: ${license}${author ? `. Author: ${author}` : ''}`
  return { name, version, license: String(license), texts: texts.length > 0 ? texts : [stated] }
}

const RULE = '-'.repeat(80)

/**
 * @param {readonly Notice[]} notices
 * @param {readonly string[]} more paragraphs about what no package.json tells
 */
export function noticesText(notices, more) {
  const byName = [...new Map(notices.map((notice) => [`${notice.name}@${notice.version}`, notice])).values()].sort(
    (a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1),
  )
  const sections = byName.map(
    ({ name, version, license, texts }) => `${RULE}\n${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`,
  )
  const head = `Cryobench carries the software below. This file is written by \`npm run notices\`.\n\n${more.join('\n\n')}\n`
  return [head, ...sections].join('\n')
}
