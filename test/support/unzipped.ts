// The files of a zip, as texts.
import { promisify } from 'node:util'
import { open, type ZipFile } from 'yauzl'

/** By name, in the file's order. */
export async function unzipped(path: string): Promise<ReadonlyMap<string, string>> {
  const zip = await promisify<string, object, ZipFile>(open)(path, { lazyEntries: true })
  const files = new Map<string, string>()
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error)
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(pieces).toString('latin1'))
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  })
  return files
}
