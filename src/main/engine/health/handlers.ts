// The requests of the health page, for a bench that runs and for one whose database can't be opened.

import { ok, type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import type { Room } from '../ipc/room'
import type { HealthPage } from './health-page'

/** `otherwise`: the answer where there is no page. */
export function healthHandlers(page: () => Promise<HealthPage | null>, otherwise: Refusal) {
  const ask = async <Value>(
    question: (page: HealthPage) => Result<Value, Refusal> | Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal>> => {
    const there = await page()
    return there === null ? refused(otherwise) : question(there)
  }
  return {
    'health/get': () => ask((there) => there.get()),
    'diagnostics/write': ({ withDumps }) => ask((there) => there.writeDiagnostics(withDumps)),
    'diagnostics/cancel': () =>
      ask((there) => {
        there.cancel()
        return ok(null)
      }),
    'backups/make': () => ask((there) => there.backUp()),
    'backups/copy': ({ name }) => ask((there) => there.copyBackup(name)),
    'backups/choose': ({ name }) => ask((there) => there.chooseBackup(name)),
    'backups/restore': ({ reason }) => ask((there) => there.restore(reason)),
  } satisfies Room['handlers']
}
