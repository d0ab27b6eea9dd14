import { mkdirSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { systemClock, systemIds } from '../../platform/system-ports'
import { assertNever } from '../../shared/assert-never'
import { errorText } from '../../shared/error-text'
import { backupsIn } from '../engine/store/backup/folder'
import { keptOf } from '../engine/store/backup/rotation'
import { beginStore } from '../engine/store/begin'
import { lockFolder } from '../engine/store/lock'
import { isOwnedElsewhere } from '../engine/store/owner'
import { pathsIn } from '../engine/store/paths'
import { type CandidateRefusal, inspectCandidate } from '../engine/store/restore/candidate'
import { dropStaged, requestRestore, stage } from '../engine/store/restore/restore-order'
import { shellMemory } from '../shell/memory'
import { type Done, done, failed, type TaskNeeds } from './task'

/** Restores as the bench itself does at a start: the present files are kept, and what only they hold is taken over. */
export function restoreFrom({ dataDir, cwd, nowMs }: TaskNeeds, typed: string): Done {
  const { file, backups } = pathsIn(dataDir)
  const from = resolve(cwd, typed)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const lock = lockFolder(join(dataDir, 'bench.lock'))
    if (lock === null || isOwnedElsewhere(dataDir)) {
      lock?.release()
      return failed(`Cryobench is running with the folder ${dataDir}; close it first. Nothing was changed.`)
    }
    try {
      if (statSync(from, { throwIfNoEntry: false })?.isFile() !== true) return failed(`There is no file ${from}.`)
      const atMs = keptOf(from.split(/[\\/]/).at(-1) ?? '')?.atMs ?? Math.round(statSync(from).mtimeMs)
      const staged = stage(from, file)
      const own = [file, ...backupsIn(backups).map(({ name }) => join(backups, name))]
      const found = inspectCandidate({ file: staged, own, atMs })
      if (!found.ok) {
        dropStaged(file)
        return failed(`${sentenceOf(from, found.problem)} Nothing was changed.`)
      }
      requestRestore(file, { from: staged, backupAtMs: atMs, by: userInfo().username, reason: '--restore' })
    } finally {
      lock.release()
    }
    return carriedOut(dataDir, nowMs)
  } catch (error) {
    return failed(`The backup could not be restored: ${errorText(error)}`)
  }
}

function carriedOut(dataDir: string, nowMs: number): Done {
  const begun = beginStore({ dataDir, clock: { ...systemClock, wallMs: () => nowMs }, ids: systemIds })
  if (!begun.ok) return failed(`The backup could not be restored (${begun.problem.kind}). The next start tries again.`)
  const { store } = begun.value
  try {
    const notice = store.profile.notices().findLast(({ kind }) => kind === 'restoredByHand')
    const identity = store.profile.identity()
    // A folder that was never started would come up as a demonstration beside a bench's records.
    if (identity !== null && shellMemory(dataDir).read().mode === null) shellMemory(dataDir).keep({ mode: 'bench' })
    if (notice?.kind !== 'restoredByHand') return failed('The backup could not be restored.')
    const { reads, intents, aside, isWhole } = notice
    return done(
      join(dataDir, 'bench.db'),
      `Restored. Carried over from the previous database: ${reads} reads, ${intents} entries. The previous database is kept in ${join(dataDir, aside)}.` +
        (isWhole
          ? ''
          : ' This bench asks central for a new identity, because entries made after the backup may be missing.'),
    )
  } finally {
    store.close()
  }
}

function sentenceOf(path: string, { kind, detail }: CandidateRefusal): string {
  switch (kind) {
    case 'noSuchFile':
      return `There is no file ${path}.`
    case 'notABackup':
      return `${path} is not a Cryobench backup.`
    case 'damaged':
      return `${path} is damaged (${detail}); use an older backup.`
    case 'newer':
      return `${path} was written by a newer version of Cryobench; install that version first.`
    case 'otherBench':
      return `${path} belongs to another bench${detail === '' ? '' : ` (${detail})`}; restore it into a separate folder with --data.`
    default:
      return assertNever(kind)
  }
}
