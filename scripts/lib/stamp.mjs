// A stamp says from which inputs a result was made, so that work is done again only when they differ.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Hash of the names and contents of files and folders (followed down); what does not exist counts as such.
 * @param {readonly string[]} paths absolute
 * @param {string} base names are taken relative to it
 */
export function hashOf(paths, base) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesBelow)) {
    hash.update(path.relative(base, file).split(path.sep).join('/')).update('\0')
    hash.update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} start
 * @returns {string[]}
 */
function filesBelow(start) {
  const stat = fs.statSync(start, { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [start]
  return fs
    .readdirSync(start)
    .sort()
    .flatMap((name) => filesBelow(path.join(start, name)))
}

/**
 * @param {string} file
 * @returns {unknown} undefined when there is none or it was cut off
 */
export function readStamp(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @param {unknown} value plain data
 */
export function writeStamp(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  fs.writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`)
  fs.renameSync(unfinished, file)
}
