// A bench whose database can't be opened still has its health page, with a diagnostics file and its backups, and says to whoever watches
// it from outside what is wrong.
import type { Refusal } from '../../../shared/views/refusal'
import type { Room } from '../ipc/room'
import type { StoreProblem } from '../store/open'
import { healthHandlers } from './handlers'
import type { HealthPage } from './health-page'
import type { PageWithoutStoreNeeds } from './page-without-store'
import type { HealthPorts } from './ports'

/** A program that has just died may hold the folder for a moment longer; a disk takes its time. */
const openAgainMs = { inUse: 2000, cannotOpen: 10_000 } as const

export interface WithoutStoreNeeds extends Omit<PageWithoutStoreNeeds, keyof HealthPorts> {
  readonly health?: HealthPorts
  readonly restart?: () => void
}

/** `refusal`: the answer to every other request. */
export function withoutStore(problem: StoreProblem, needs: WithoutStoreNeeds) {
  const { timers, restart } = needs
  const detail = 'detail' in problem ? problem.detail : 'version' in problem ? `${problem.version}` : ''
  const refusal: Refusal = { kind: 'storeProblem', why: problem.kind, detail }
  // What may pass by itself, such as another program's hold on the folder or a full disk, is tried again.
  const canPass = restart !== undefined && (problem.kind === 'inUse' || problem.kind === 'cannotOpen')
  const cancel = canPass ? timers.after(openAgainMs[problem.kind], restart) : () => undefined
  const page = loadPage(problem, needs)
  const all = healthHandlers(() => page, refusal)
  return {
    refusal,
    handlers: {
      'health/get': all['health/get'],
      'diagnostics/write': all['diagnostics/write'],
      'diagnostics/cancel': all['diagnostics/cancel'],
      'backups/copy': all['backups/copy'],
    },
    async stop() {
      cancel()
      ;(await page)?.stop()
    },
  } satisfies Room & { readonly refusal: Refusal }
}

/** Null where another engine works with the folder: its word counts. */
async function loadPage(problem: StoreProblem, needs: WithoutStoreNeeds): Promise<HealthPage | null> {
  const { health, report } = needs
  if (health === undefined || problem.kind === 'inUse') return null
  try {
    const { pageWithoutStore } = await import('./page-without-store')
    return pageWithoutStore({ ...needs, ...health }, problem)
  } catch (error) {
    // The window must still be told what is wrong with the database.
    report(error)
    return null
  }
}
