// Copies a backup to where a person wants it, such as a USB stick, and reads it back: many sticks keep less than they are given.

import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { writeWhole } from '../../../../platform/atomic-file'

const pieceBytes = 1024 * 1024

/** Under its name only once it is whole and on the disk. Throws what the disk throws. */
export function copyBackup(from: string, to: string): { readonly file: string; readonly bytes: number } {
  const written = writeWhole(to, (file) => throughPieces(from, (piece) => writeSync(file, piece)))
  const back = throughPieces(to, () => undefined)
  if (back.hash !== written.hash) throw new Error(`${to} is not what was written`)
  return { file: to, bytes: written.bytes }
}

function throughPieces(path: string, take: (piece: Buffer) => void) {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(pieceBytes)
  const file = openSync(path, 'r')
  let bytes = 0
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      const part = piece.subarray(0, read)
      take(part)
      hash.update(part)
      bytes += read
    }
  } finally {
    closeSync(file)
  }
  return { bytes, hash: hash.digest('hex') }
}
