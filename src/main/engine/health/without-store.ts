// A bench whose database can't be opened still has its health page, with a diagnostics file and its backups, and says to whoever watches
// it from outside what is wrong.
import { inputs, type RequestName } from '../../../shared/ipc/contract'
import type { Refusal } from '../../../shared/model/refusal'
import { type Result, refused } from '../../../shared/result'
import type { EngineOptions } from '../engine'
import { backupsIn } from '../store/backup/folder'
import { pathsIn } from '../store/begin'
import type { StoreProblem } from '../store/open'
import { factsWithoutStore } from './facts'
import { type Operations, operationsDesk } from './health-page'

type Reply = Result<unknown, Refusal>

export interface DeskWithoutStore {
  /** Null for a request that needs a database. */
  answer(name: RequestName, input: unknown): Reply | Promise<Reply> | null
  stop(): void
}

export function deskWithoutStore(
  options: EngineOptions,
  operations: Operations,
  problem: StoreProblem,
): DeskWithoutStore {
  const { dataDir, clock, timers, report, restart } = options
  const paths = pathsIn(dataDir)
  const startedMs = clock.wallMs()
  const nobody = refused({ kind: 'nobodySignedIn' } as const)
  const desk = operationsDesk({
    ...operations,
    dataDir,
    paths,
    keeper: null,
    facts: () =>
      factsWithoutStore(
        { ...options, file: paths.file, startedMs },
        problem,
        backupsIn(paths.backups)[0]?.atMs ?? null,
      ),
    // Who stands there is in the database: a restore is for the command line then.
    people: { current: () => null, available: () => [], switchTo: () => nobody },
    whoActs: () => nobody,
    tagging: () => null,
    onStatus: () => undefined,
    restart: restart ?? null,
    clock,
    timers,
    report,
  })
  return {
    answer(name, input) {
      switch (name) {
        case 'health/get':
          return desk.get()
        case 'diagnostics/write': {
          const parsed = inputs[name].safeParse(input)
          return parsed.success
            ? desk.writeDiagnostics(parsed.data.withDumps)
            : refused({ kind: 'invalid', field: 'withDumps' })
        }
        case 'diagnostics/cancel':
          desk.cancel()
          return { ok: true, value: null }
        case 'backups/copy': {
          const parsed = inputs[name].safeParse(input)
          return parsed.success ? desk.copyBackup(parsed.data.name) : refused({ kind: 'invalid', field: 'name' })
        }
        default:
          return null
      }
    },
    stop: desk.stop,
  }
}
