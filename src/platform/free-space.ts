import { statfsSync } from 'node:fs'

/** Bytes that this user may still write on the disk of `folder`; null where the system does not say. */
export function freeBytesOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
