// Each unit test stands where its source stands, under the same name: CONTRIBUTING, "What a change brings".
import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.mjs'

const tests = inRoot('test', 'unit')
const testName = /\.test\.tsx?$/

/** @param {string} folder */
const filesBelow = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))

/** @param {string} file */
const withoutEnding = (file) => file.replace(/\.[^./]+$/, '')

/**
 * What unit tests may be named after. A test in `test/unit/scripts` is named after a file anywhere below `scripts`, or after one at the top.
 * @returns {ReadonlySet<string>} paths below test/unit, without ending
 */
function sources() {
  const top = fs.readdirSync(inRoot()).filter((name) => fs.statSync(inRoot(name)).isFile())
  const scripts = [...filesBelow(inRoot('scripts')), ...top].map((file) => `scripts/${path.basename(file)}`)
  return new Set([...filesBelow(inRoot('src')), ...scripts].map(withoutEnding))
}

/**
 * Those of `files` (paths below test/unit) that mirror nothing. `sender.test.ts` and `sender.retries.test.ts` both mirror `sender.ts`; what is
 * no test is a `support.ts`, or lies in a folder `support`.
 * @param {readonly string[]} files
 * @param {ReadonlySet<string>} named
 */
export const strays = (files, named) =>
  files.filter((file) => {
    if (!testName.test(file)) return !/(^|\/)support(\.ts$|\/)/.test(file)
    const source = file.replace(testName, '')
    return !named.has(source) && !named.has(withoutEnding(source))
  })

/** Files of test/unit that mirror no source. */
export const strayUnitTests = () => strays(filesBelow(tests), sources())
