// The marker beside the database: it says that the next start has to restore, and how far an interrupted restore has come.
import { existsSync, readFileSync } from 'node:fs'
import { replaceFile } from '../../../../platform/atomic-file'

export const markerOf = (file: string): string => `${file}-damaged`

/** What the next start has to restore, whatever the database is like then. */
export function markDamaged(file: string, detail: string): void {
  if (!existsSync(markerOf(file))) writeMarker(file, { detail })
}

/** Durable when it returns. */
export function writeMarker(file: string, content: object): void {
  replaceFile(markerOf(file), JSON.stringify(content))
}

/** Null where there is none, or where it can't be read: then nobody was told that anything will be done. */
export function readMarker(file: string): object | null {
  try {
    const content: unknown = JSON.parse(readFileSync(markerOf(file), 'utf8'))
    return typeof content === 'object' ? content : null
  } catch {
    return null
  }
}
