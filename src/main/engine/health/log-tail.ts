// The last warnings and errors of the bench's log, for the health page.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../../../shared/views/health'

const tailBytes = 256 * 1024
const shownLines = 20
const longestText = 500

export const logFileIn = (dataDir: string): string => join(dataDir, 'logs', 'cryobench.log')

/** Newest first. Empty where there is no log yet. */
export const lastErrors = (dataDir: string): readonly LogLine[] => errorsIn(tailOf(logFileIn(dataDir)))

/** Total: a line that is cut short, or was written by something else, is left out. */
export function errorsIn(text: string): readonly LogLine[] {
  return text
    .split('\n')
    .flatMap((line) => errorOf(line) ?? [])
    .slice(-shownLines)
    .reverse()
}

function errorOf(line: string): LogLine | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return null
    const { level, time, part, text }: { level?: unknown; time?: unknown; part?: unknown; text?: unknown } = value
    if (level !== 'warn' && level !== 'error') return null
    if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return null
    return { level, time, part: String(part), text: String(text).slice(0, longestText) }
  } catch {
    return null
  }
}

function tailOf(path: string): string {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return ''
  }
  try {
    const { size } = fstatSync(file)
    const bytes = Buffer.alloc(Math.min(size, tailBytes))
    readSync(file, bytes, 0, bytes.length, size - bytes.length)
    return bytes.toString('utf8')
  } finally {
    closeSync(file)
  }
}
