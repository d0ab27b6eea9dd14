import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'

/** Bytes that this user may still write on the disk of `folder`; null where the system does not say. */
export function freeBytesOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

/** The whole text or the old one. `durable`: also after a power cut; a status that is written anew every few seconds need not be. */
export function replaceText(path: string, text: string, durable: boolean): void {
  const next = `${path}.next`
  writeFileSync(next, text, { mode: 0o600, flush: durable })
  renameSync(next, path)
}

/** Writes `path` by `write`, which gets the file's number; under its name only once it is whole and on the disk. */
export function writeWhole<Value>(path: string, write: (file: number) => Value): Value {
  const part = `${path}.part`
  try {
    const file = openSync(part, 'w', 0o600)
    let value: Value
    try {
      value = write(file)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
    return value
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** `20300102T030405Z`, for names of files. */
export const stampOf = (atMs: number): string => new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')
