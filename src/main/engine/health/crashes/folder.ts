// The folder of crash dumps, as Crashpad keeps it, with the shell's list of ended processes beside them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Crash } from '../../../../shared/views/health'
import { crashesOf, type Dump, type EndedProcess } from './merge'

export const crashFolder = (dataDir: string): string => join(dataDir, 'crashes')
export const endedFile = (folder: string): string => join(folder, 'ended.ndjson')

const shownCrashes = 20

export function crashesIn(folder: string): readonly Crash[] {
  return crashesOf(endedIn(folder), dumpsIn(folder)).slice(0, shownCrashes)
}

/** Crashpad has a folder each for dumps that are new, wait and are done; names are below `folder`. */
export function dumpsIn(folder: string): readonly Dump[] {
  return filesBelow(folder)
    .filter((name) => name.endsWith('.dmp'))
    .flatMap((name) => {
      const path = join(folder, name)
      const found = statSync(path, { throwIfNoEntry: false })
      return found === undefined ? [] : [{ name, bytes: found.size, atMs: Math.round(found.mtimeMs) }]
    })
    .sort((a, b) => b.atMs - a.atMs)
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    // No folder: nothing has crashed yet.
    return []
  }
}

function endedIn(folder: string): readonly EndedProcess[] {
  let text: string
  try {
    text = readFileSync(endedFile(folder), 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => endedOf(line) ?? [])
}

const whats: readonly Crash['what'][] = ['engine', 'central', 'window']

/** Null for a line that a power cut has cut short. */
function endedOf(line: string): EndedProcess | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('atMs' in value) || typeof value.atMs !== 'number') return null
    const said = 'what' in value ? value.what : undefined
    return {
      atMs: value.atMs,
      what: whats.find((each) => each === said) ?? 'unknown',
      how: 'how' in value ? String(value.how) : '',
    }
  } catch {
    return null
  }
}
