// Writes a zip file in one go, entry by entry, so that neither the window nor a command line needs more memory than the largest entry.
import { writeSync } from 'node:fs'
import { Zip, ZipDeflate } from 'fflate'
import { writeWhole } from '../../../../platform/atomic-file'

export interface Entry {
  readonly name: string
  /** Asked when its turn has come. */
  readonly content: () => string | Uint8Array
}

/** Bytes of the file at `path`, under its name only once it is whole. Throws what disk and entries throw, with nothing left behind. */
export function writeZip(
  path: string,
  entries: readonly Entry[],
  atMs: number,
  progress: (done: number, all: number) => void,
): number {
  return writeWhole(path, (file) => {
    let bytes = 0
    let failure: Error | null = null
    const zip = new Zip((error, chunk) => {
      failure ??= error
      if (chunk.length > 0) writeSync(file, chunk)
      bytes += chunk.length
    })
    for (const [index, { name, content }] of entries.entries()) {
      progress(index, entries.length)
      const entry = new ZipDeflate(name, { level: 6 })
      entry.mtime = atMs
      zip.add(entry)
      const text = content()
      entry.push(typeof text === 'string' ? Buffer.from(text, 'utf8') : text, true)
      if (failure !== null) throw failure
    }
    zip.end()
    if (failure !== null) throw failure
    progress(entries.length, entries.length)
    return bytes
  })
}
