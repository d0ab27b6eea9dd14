import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Writes the whole file or leaves the old one; durable when it returns. */
export function replaceFile(path: string, text: string | Uint8Array, mode = 0o600): void {
  const next = `${path}.next`
  const file = openSync(next, 'w', mode)
  try {
    if (typeof text === 'string') writeSync(file, text)
    else writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(next, path)
}
