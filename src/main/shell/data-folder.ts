// The folder of the bench's data: there, a folder, and to be written in. Looked at before anything is opened in it, because what comes later
// says something else: Chromium takes a folder that it can't lock for one that is open already.
import { accessSync, constants, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Result, refused } from '../../shared/result'
import type { FolderTrouble, StartProblem } from '../../shared/views/start-problem'
import { type DiskRefusal, makeFolder, refusalOf } from './disk'

/** Chromium's own files live apart, so that the bench's data can be backed up alone; and its lock is one for each data folder. */
export const chromiumFolder = (dataDir: string): string => join(dataDir, 'chromium')

/** Makes it where there is none. */
export function readyFolder(dataDir: string): Result<null, StartProblem> {
  for (const folder of [dataDir, chromiumFolder(dataDir)]) {
    const made = makeFolder(folder)
    if (!made.ok) return refused(folderProblem(dataDir, made.problem))
    const refusal = accessRefusal(folder)
    if (refusal !== null) return refused(folderProblem(dataDir, refusal))
  }
  return ok(null)
}

function accessRefusal(folder: string): DiskRefusal | null {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return refusalOf(error)
  }
}

const troubles: Readonly<Record<string, FolderTrouble>> = {
  EEXIST: 'notAFolder',
  ENOTDIR: 'notAFolder',
  EROFS: 'readOnly',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  ENOSPC: 'full',
  EDQUOT: 'full',
}

export const folderProblem = (path: string, { code, detail }: DiskRefusal): StartProblem => ({
  kind: 'folder',
  sentence: `The folder ${path} can't be used: ${detail}`,
  why: troubles[code] ?? 'other',
  path,
})

/**
 * Why Chromium does not give the lock of the folder; null where another program on this computer has it, whose window then comes to the
 * front. On Windows the lock is the system's, and no disk can refuse it.
 */
export function lockProblem(dataDir: string, platform: NodeJS.Platform): StartProblem | null {
  if (platform === 'win32') return null
  try {
    // A link that names computer and process.
    readlinkSync(join(chromiumFolder(dataDir), 'SingletonLock'))
    return null
  } catch (error) {
    return folderProblem(dataDir, refusalOf(error))
  }
}
