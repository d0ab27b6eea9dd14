// Files that are there whole or not at all: written beside their name, and given it by a rename.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

export interface ReplaceOptions {
  /** Read and written by this user only, unless another mode is named. */
  readonly mode?: number
  /** Also after a power cut. A status that is written anew every few seconds need not be. */
  readonly durable?: boolean
}

/** The whole new content or the old one. Throws what the disk throws. */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  { mode = 0o600, durable = true }: ReplaceOptions = {},
): void {
  const next = `${path}.next`
  writeFileSync(next, content, { mode, flush: durable })
  renameSync(next, path)
}

/** What `madeWhole` writes to until it is done; a process that is killed meanwhile leaves it. */
export const unfinished = (path: string): string => `${path}.part`

/**
 * `make` writes the file at the path that it gets; it comes under its own name only once it is on the disk. Throws what `make` and the disk
 * throw, and leaves nothing behind.
 */
export function madeWhole<Value>(path: string, make: (part: string) => Value): Value {
  const part = unfinished(path)
  rmSync(part, { force: true })
  try {
    const value = make(part)
    syncPath(part, 'r+')
    renameSync(part, path)
    return value
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** As `madeWhole`; `write` gets the number of the open file. */
export const writeWhole = <Value>(path: string, write: (file: number) => Value): Value =>
  madeWhole(path, (part) => {
    const file = openSync(part, 'w', 0o600)
    try {
      return write(file)
    } finally {
      closeSync(file)
    }
  })

/** The names in the folder are on the disk too. Windows keeps names by itself and can't open a folder. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncPath(path, 'r')
}

/** Windows syncs only what is open for writing, and no system opens a folder for it. */
function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
