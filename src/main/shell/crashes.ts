// Crash dumps stay on this computer: the last few, in a folder of the bench's data, beside a list of processes that ended badly.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app, crashReporter } from 'electron'
import { replaceFile } from '../../platform/atomic-file'
import { type Found, outdatedDumps } from './crash-rotation'

const folderIn = (dataDir: string): string => join(dataDir, 'crashes')

/** Before Electron is ready and before any process is started, or they leave none. */
export function keepCrashDumps(dataDir: string): void {
  app.setPath('crashDumps', folderIn(dataDir))
  // SECURITY: a dump holds the memory of a process, and with it patients' data and secrets. It is never sent.
  crashReporter.start({ uploadToServer: false })
}

export type CrashedPart = 'engine' | 'central' | 'window'

/** Appends to what the engine reads as src/main/engine/health/crashes. */
export function noteCrash(dataDir: string, atMs: number, what: CrashedPart, how: string): void {
  mkdirSync(folderIn(dataDir), { recursive: true, mode: 0o700 })
  appendFileSync(join(folderIn(dataDir), 'ended.ndjson'), `${JSON.stringify({ atMs, what, how })}\n`, { mode: 0o600 })
}

const keptLines = 100

/** After the window is there: nothing waits for it. */
export function pruneCrashes(dataDir: string): void {
  const folder = folderIn(dataDir)
  for (const { path } of outdatedDumps(dumpsBelow(folder))) {
    rmSync(path, { force: true })
    rmSync(path.replace(/\.dmp$/, '.meta'), { force: true })
  }
  const list = join(folder, 'ended.ndjson')
  const lines = linesOf(list)
  if (lines.length > 2 * keptLines) replaceFile(list, `${lines.slice(-keptLines).join('\n')}\n`)
}

function dumpsBelow(folder: string): readonly Found[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.flatMap((name) => {
    if (!name.endsWith('.dmp')) return []
    const path = join(folder, name)
    const found = statSync(path, { throwIfNoEntry: false })
    return found === undefined ? [] : [{ path, bytes: found.size, atMs: found.mtimeMs }]
  })
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean)
  } catch {
    // Nothing has ended badly yet.
    return []
  }
}
