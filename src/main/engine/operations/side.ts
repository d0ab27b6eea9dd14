// Joins the health page's desk with the engine's parts that it tells of.
import type { HealthFacts, ReaderMove } from '../../../shared/ipc/health-views'
import type { CentralLink } from '../../../shared/ipc/snapshots'
import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { Keeper } from '../store/backup/keeper'
import type { BenchStore } from '../store/bench-store'
import { verdictOf } from '../sync/clock-watch'
import { type DeskNeeds, type OperationsDesk, operationsDesk } from './desk'
import { healthFacts } from './facts'

export interface SideNeeds extends Omit<DeskNeeds, 'facts'> {
  readonly keeper: Keeper | null
  readonly store: Pick<BenchStore, 'outbox'>
  readonly startedMs: number
  readonly benchName: string
  readonly mode: () => HealthFacts['mode']
  readonly link: () => CentralLink
  readonly lastContactMs: () => number | null
  readonly clockOffsetMs: () => number | null
  readonly conflicts: () => number
  readonly readers: () => readonly ReaderSnapshot[]
  readonly readerMoves: () => readonly ReaderMove[]
}

export const operationsSide = (needs: SideNeeds): OperationsDesk =>
  operationsDesk({
    ...needs,
    facts: () => {
      const offsetMs = needs.clockOffsetMs()
      return healthFacts({
        dataDir: needs.dataDir,
        file: needs.paths.file,
        startedMs: needs.startedMs,
        benchName: needs.benchName,
        mode: needs.mode(),
        store: needs.store,
        backup: needs.keeper?.state() ?? { lastBackupMs: null, backupProblem: null },
        checked: needs.keeper?.checked() ?? null,
        conflicts: needs.conflicts(),
        link: needs.link(),
        lastContactMs: needs.lastContactMs(),
        clock: { offsetMs, verdict: verdictOf(offsetMs) },
        readers: needs.readers(),
        readerMoves: needs.readerMoves(),
      })
    },
  })
