// An engine beside a database in trouble: one that can't be opened, and one that turns out to be damaged while it is used.
import { refused } from '../../../shared/result'
import type { Engine, EngineOptions } from '../engine'
import { engineHost } from '../ipc/host'
import type { Begun } from '../store/begin'
import { isDamage } from '../store/damage'
import type { StoreProblem } from '../store/open'
import { markDamaged } from '../store/restore/marker'
import type { DeskWithoutStore } from './without-store'

/** A disk that damages again what was just restored is not helped by restoring it again and again. */
const restoredLongAgoMs = 10 * 60 * 1000

/** Whatever meets a damaged page says so to the start that comes next, which restores. */
export function watching({ store, paths }: Begun, options: EngineOptions): EngineOptions {
  const lastMs = Math.max(0, ...store.profile.notices().map(({ atMs }) => atMs))
  return {
    ...options,
    report(error) {
      options.report(error)
      if (!isDamage(error) || options.clock.wallMs() - lastMs < restoredLongAgoMs) return
      markDamaged(paths.file, String(error))
      options.restart?.()
    },
  }
}

const openAgainMs = 10_000

/** There is a window, and it has to be able to say why nothing else is there. */
export function engineWithout(problem: StoreProblem, options: EngineOptions): Engine {
  const { report, timers, restart } = options
  const detail = 'detail' in problem ? problem.detail : 'version' in problem ? `${problem.version}` : ''
  // What may pass by itself, such as another program's hold on the folder or a full disk, is tried again.
  const canPass = restart !== undefined && (problem.kind === 'inUse' || problem.kind === 'cannotOpen')
  const cancel = canPass ? timers.after(openAgainMs, restart) : () => undefined
  const desk = deskWithout(problem, options)
  const host = engineHost(
    async (name, input) =>
      (await desk)?.answer(name, input) ?? refused({ kind: 'storeProblem', why: problem.kind, detail }),
    report,
  )
  return {
    problem,
    connect: (port) => host.connect(port),
    setCentral: () => undefined,
    invited: () => undefined,
    resumed: () => undefined,
    setProgram: () => undefined,
    async stop() {
      cancel()
      ;(await desk)?.stop()
      host.close()
      // What can't be opened is not written to either: the update may be what helps, and the files stay as they are.
      return null
    },
  }
}

/** The health page of a bench in trouble; null where another engine works with the folder: its word counts. */
async function deskWithout(problem: StoreProblem, options: EngineOptions): Promise<DeskWithoutStore | null> {
  if (options.operations === undefined || problem.kind === 'inUse') return null
  try {
    const { deskWithoutStore } = await import('./without-store')
    return deskWithoutStore(options, options.operations, problem)
  } catch (error) {
    // The window must still be told what is wrong with the database.
    options.report(error)
    return null
  }
}
