// Crash dumps stay on this computer: the last few, in a folder of the bench's data, beside a list of processes that ended badly.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app, crashReporter } from 'electron'
import { ok, type Result, refused } from '../../shared/result'
import { type Found, outdatedDumps } from './crash-rotation'
import { appendToFile, type DiskRefusal, refusalOf, removeFromDisk, replaceOnDisk, type Written } from './disk'

const folderIn = (dataDir: string): string => join(dataDir, 'crashes')

/** Before Electron is ready and before any process is started, or they leave none. */
export function keepCrashDumps(dataDir: string): void {
  app.setPath('crashDumps', folderIn(dataDir))
  // SECURITY: a dump holds the memory of a process, and with it patients' data and secrets. It is never sent.
  crashReporter.start({ uploadToServer: false })
}

export type CrashedPart = 'engine' | 'central' | 'window'

/** Appends to what the engine reads as src/main/engine/health/crashes. */
export const noteCrash = (dataDir: string, atMs: number, what: CrashedPart, how: string): Written =>
  appendToFile(join(folderIn(dataDir), 'ended.ndjson'), `${JSON.stringify({ atMs, what, how })}\n`)

const keptLines = 100

/** After the window is there: nothing waits for it. What could not be done; the next start does it. */
export function pruneCrashes(dataDir: string): readonly DiskRefusal[] {
  const folder = folderIn(dataDir)
  const outdated = dumpsBelow(folder)
  if (!outdated.ok) return [outdated.problem]
  const removed = outdatedDumps(outdated.value).flatMap(({ path }) => [
    removeFromDisk(path),
    removeFromDisk(path.replace(/\.dmp$/, '.meta')),
  ])
  const list = join(folder, 'ended.ndjson')
  const lines = linesOf(list)
  const shortened = lines.length > 2 * keptLines ? [replaceOnDisk(list, `${lines.slice(-keptLines).join('\n')}\n`)] : []
  return [...removed, ...shortened].flatMap((written) => (written.ok ? [] : [written.problem]))
}

function dumpsBelow(folder: string): Result<readonly Found[], DiskRefusal> {
  try {
    if (!existsSync(folder)) return ok([])
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return ok(names.filter((name) => name.endsWith('.dmp')).flatMap((name) => dumpAt(join(folder, name))))
  } catch (error) {
    return refused(refusalOf(error))
  }
}

function dumpAt(path: string): readonly Found[] {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? [] : [{ path, bytes: found.size, atMs: found.mtimeMs }]
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean)
  } catch {
    // Nothing has ended badly yet.
    return []
  }
}
