// A bench whose database can't be opened still says so to whoever watches it from outside.
import type { Clock, Timers } from '../../../shared/ports'
import type { StoreProblem } from '../store/open'
import { factsWithoutStore } from './facts'
import { writeHealth } from './health/file'
import { type HealthWatch, watchHealth } from './health/watch'
import { type ProgramFacts, programOf } from './program'

export interface WithoutStoreNeeds {
  readonly dataDir: string
  readonly benchName: string
  readonly mode: 'demo' | 'bench'
  readonly startedMs: number
  readonly program: ProgramFacts
  readonly clock: Clock
  readonly timers: Timers
  readonly report: (error: unknown) => void
}

export function watchWithoutStore(needs: WithoutStoreNeeds, problem: StoreProblem): HealthWatch {
  const { dataDir, program, clock, timers, report } = needs
  return watchHealth({
    clock,
    timers,
    facts: () => factsWithoutStore(needs, problem),
    write: (facts, writtenMs, ended) =>
      writeHealth(dataDir, {
        writtenMs,
        shellPid: program.shellPid,
        ended,
        program: programOf(program.version),
        facts,
      }),
    onStatus: () => undefined,
    report,
  })
}
