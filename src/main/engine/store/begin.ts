// Opens the bench's store at the start of an engine, and keeps other engines out of its folder.
import { join } from 'node:path'
import type { Clock, Ids } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import { beforeUpdateIn } from './backup/before-update'
import { type FolderLock, lockFolder } from './lock'
import { problemOf, type StoreProblem } from './open'
import { type Mended, openMended } from './open-mended'
import { isOwnedElsewhere, type Ownership, own } from './owner'
import { pathsIn, type StorePaths } from './paths'

export interface Begun extends Mended {
  readonly paths: StorePaths
  readonly ownership: Ownership
}

/** `dataDir` must be there. A restore may take seconds; otherwise some milliseconds. */
export function beginStore(needs: {
  readonly dataDir: string
  readonly clock: Clock
  readonly ids: Ids
}): Result<Begun, StoreProblem> {
  const { dataDir, clock, ids } = needs
  const paths = pathsIn(dataDir)
  let lock: FolderLock | null = null
  try {
    lock = lockFolder(join(dataDir, 'bench.lock'))
    if (lock === null) return refused({ kind: 'inUse' })
    if (isOwnedElsewhere(dataDir)) {
      lock.release()
      return refused({ kind: 'inUse' })
    }
    const ownership = own(dataDir, ids.next())
    const opened = openMended({ ...paths, beforeUpdate: beforeUpdateIn(dataDir), clock, ids })
    if (!opened.ok) {
      ownership.release()
      lock.release()
      return opened
    }
    const { store } = opened.value
    const { release } = lock
    const close = () => {
      store.close()
      ownership.release()
      release()
    }
    return ok({ ...opened.value, store: { ...store, close }, paths, ownership })
  } catch (error) {
    lock?.release()
    return refused(problemOf(error))
  }
}
