// Gathers what is known of the bench, for the health page, the status bar and `health.json`.
import { statSync } from 'node:fs'
import { freeBytesOf } from '../../../platform/free-space'
import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { CentralLink } from '../../../shared/views/central-link'
import type { HealthFacts, ReaderMove } from '../../../shared/views/health'
import type { BenchData } from '../../../shared/views/store-notice'
import type { BenchStore } from '../store/contract/store'
import { migrations } from '../store/migrations'
import type { StoreProblem } from '../store/open'
import { crashesIn, crashFolder } from './crashes/folder'

export interface FactsNeeds {
  readonly dataDir: string
  readonly file: string
  readonly startedMs: number
  readonly benchName: string
  readonly mode: HealthFacts['mode']
  readonly store: Pick<BenchStore, 'outbox' | 'mirror'>
  readonly backup: Omit<BenchData, 'notices'>
  readonly checked: HealthFacts['database']['checked']
  readonly conflicts: number
  readonly link: CentralLink
  readonly lastContactMs: number | null
  readonly clock: HealthFacts['clock']
  readonly readers: readonly ReaderSnapshot[]
  readonly readerMoves: readonly ReaderMove[]
}

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

export function healthFacts(needs: FactsNeeds): HealthFacts {
  const { dataDir, file, startedMs, benchName, mode, backup, checked, conflicts, link, lastContactMs } = needs
  const { waiting, oldestMs } = needs.store.outbox.summary()
  const { count: aside, first } = needs.store.mirror.aside()
  return {
    startedMs,
    benchName,
    mode,
    database: {
      problem: null,
      bytes: bytesOf(file),
      logBytes: bytesOf(`${file}-wal`),
      schemaVersion: migrations.length,
      checked,
    },
    backup: { lastMs: backup.lastBackupMs, problem: backup.backupProblem },
    outbox: { waiting, oldestMs, conflicts },
    central: { link, lastContactMs },
    clock: needs.clock,
    feed: { aside, entity: first?.entity ?? null, key: first?.key ?? null },
    readers: needs.readers.map(({ id, model, modelName, seat, simulated, connection }) => ({
      id,
      model,
      modelName,
      seat,
      simulated,
      connection,
    })),
    readerMoves: needs.readerMoves,
    disk: { freeBytes: freeBytesOf(dataDir) },
    crashes: crashesIn(crashFolder(dataDir)),
  }
}

/** Of a bench whose database can't be opened: nothing else of it is known. */
export function factsWithoutStore(
  {
    dataDir,
    file,
    benchName,
    mode,
    startedMs,
  }: Pick<FactsNeeds, 'dataDir' | 'file' | 'benchName' | 'mode' | 'startedMs'>,
  problem: StoreProblem,
  lastBackupMs: number | null,
): HealthFacts {
  return {
    startedMs,
    benchName,
    mode,
    database: {
      problem: problem.kind,
      bytes: bytesOf(file),
      logBytes: bytesOf(`${file}-wal`),
      schemaVersion: migrations.length,
      checked: null,
    },
    backup: { lastMs: lastBackupMs, problem: null },
    outbox: { waiting: 0, oldestMs: null, conflicts: 0 },
    central: { link: { kind: 'notEnrolled' }, lastContactMs: null },
    clock: { offsetMs: null, verdict: 'unknown' },
    readers: [],
    readerMoves: [],
    disk: { freeBytes: freeBytesOf(dataDir) },
    crashes: crashesIn(crashFolder(dataDir)),
  }
}
