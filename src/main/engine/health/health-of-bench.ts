// Joins the health page's desk with the engine's parts that it tells of.
import type { CentralSide } from '../central/bench-central'
import { verdictOf } from '../central/connection/clock-watch'
import type { ReadersSide } from '../readers/bench-readers'
import type { Keeper } from '../store/backup/keeper'
import type { BenchStore } from '../store/bench-store'
import { healthFacts } from './facts'
import { type DeskNeeds, type OperationsDesk, operationsDesk } from './health-page'

export interface SideNeeds extends Omit<DeskNeeds, 'facts'> {
  readonly keeper: Keeper | null
  readonly store: Pick<BenchStore, 'outbox'>
  readonly startedMs: number
  readonly benchName: string
  readonly central: Pick<CentralSide, 'mode' | 'link' | 'status' | 'clockOffsetMs'>
  readonly conflicts: () => number
  readonly readers: ReadersSide
}

export const operationsSide = (needs: SideNeeds): OperationsDesk =>
  operationsDesk({
    ...needs,
    facts: () => {
      const { central, readers } = needs
      const offsetMs = central.clockOffsetMs()
      return healthFacts({
        dataDir: needs.dataDir,
        file: needs.paths.file,
        startedMs: needs.startedMs,
        benchName: needs.benchName,
        mode: central.mode(),
        store: needs.store,
        backup: needs.keeper?.state() ?? { lastBackupMs: null, backupProblem: null },
        checked: needs.keeper?.checked() ?? null,
        conflicts: needs.conflicts(),
        link: central.link(),
        lastContactMs: central.status().lastContactMs,
        clock: { offsetMs, verdict: verdictOf(offsetMs) },
        readers: readers.manager.readers(),
        readerMoves: readers.moves(),
      })
    },
  })
