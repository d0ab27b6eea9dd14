// The udev rules of the package, from the table of readers in the sources.
import fs from 'node:fs'
import { inRoot } from '../lib/paths.mjs'

/** @param {string} file where to write them */
export async function writeUdevRules(file) {
  // Not there before set-up has run, when the commands are read.
  const { tsImport } = await import('tsx/esm/api')
  const models = await tsImport(inRoot('src/main/engine/readers/models/index.ts'), import.meta.url)
  const { udevRules } = await tsImport(inRoot('src/main/engine/readers/models/supported.ts'), import.meta.url)
  fs.writeFileSync(file, udevRules(models.readerModels))
}
