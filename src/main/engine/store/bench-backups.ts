// The backups of a bench that runs; an engine without worker threads, as in most tests, makes none.
import type { Clock, Timers } from '../../../shared/ports'
import { backUpBeforeUpdate, forgetUpdate } from './backup/before-update'
import { type Keeper, keepBackups } from './backup/keeper'
import type { Begun } from './begin'
import type { StoreJobs } from './jobs'

export interface BackupsNeeds extends Begun {
  readonly dataDir: string
  readonly jobs?: StoreJobs
  readonly clock: Clock
  readonly timers: Timers
  readonly report: (error: unknown) => void
}

export interface BenchBackups extends Keeper {
  /** Backs up before an update. Blocks until it is on disk; answers why there is no backup, or null. */
  beforeUpdate(): string | null
  /** The first screen was shown: nothing goes back behind this program's work any more. */
  updateCameUp(): void
}

/** `onChange`: what the screens show of them is another. */
export function benchBackups(needs: BackupsNeeds, onChange: () => void): BenchBackups {
  const { dataDir, clock, paths } = needs
  return {
    ...keeperOn(needs, onChange),
    beforeUpdate: () => backUpBeforeUpdate(dataDir, paths, clock.wallMs()),
    updateCameUp() {
      try {
        forgetUpdate(dataDir)
      } catch (error) {
        // The first screen is there all the same, and the next start forgets it.
        needs.report(error)
      }
    },
  }
}

function keeperOn(needs: BackupsNeeds, onChange: () => void): Keeper {
  const { jobs, store, backup, report } = needs
  if (jobs === undefined) return noBackups
  return keepBackups({
    ...needs,
    jobs,
    changes: store.changes,
    first: backup,
    onChange,
    onDamaged: (detail) => report(Object.assign(new Error(detail), { code: 'SQLITE_CORRUPT' })),
  })
}

const noBackups: Keeper = {
  state: () => ({ lastBackupMs: null, backupProblem: null }),
  checked: () => null,
  backUpNow: async () => ({ kind: 'backupFailed', why: 'refused', detail: '' }),
  stop: () => undefined,
}
