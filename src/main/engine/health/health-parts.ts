// Joins the health page with the parts of a running engine that it tells of.

import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { CentralLink } from '../../../shared/views/central-link'
import type { HealthFacts, ReaderMove } from '../../../shared/views/health'
import type { Keeper } from '../store/backup/keeper'
import type { BenchStore } from '../store/contract/store'
import { healthFacts } from './facts'
import { type HealthPage, type HealthPageNeeds, healthPage } from './health-page'

export interface HealthOfBenchNeeds extends Omit<HealthPageNeeds, 'facts'> {
  readonly backups: Keeper
  readonly store: Pick<BenchStore, 'outbox' | 'mirror'>
  /** Of the engine; epoch milliseconds. */
  readonly startedMs: number
  readonly benchName: string
  readonly central: {
    mode(): HealthFacts['mode']
    link(): CentralLink
    status(): { readonly lastContactMs: number | null }
    clock(): HealthFacts['clock']
  }
  readonly conflicts: { openCount(): number }
  readonly readers: { list(): readonly ReaderSnapshot[]; moves(): readonly ReaderMove[] }
}

export const healthOfBench = (needs: HealthOfBenchNeeds): HealthPage =>
  healthPage({
    ...needs,
    facts: () => {
      const { central, readers, backups, conflicts } = needs
      return healthFacts({
        dataDir: needs.dataDir,
        file: needs.paths.file,
        startedMs: needs.startedMs,
        benchName: needs.benchName,
        mode: central.mode(),
        store: needs.store,
        backup: backups.state(),
        checked: backups.checked(),
        conflicts: conflicts.openCount(),
        link: central.link(),
        lastContactMs: central.status().lastContactMs,
        clock: central.clock(),
        readers: readers.list(),
        readerMoves: readers.moves(),
      })
    },
  })
