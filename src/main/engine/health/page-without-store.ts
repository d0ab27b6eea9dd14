// The health page of a bench whose database can't be opened: the little that is known without it.
import { refused } from '../../../shared/result'
import { backupsIn } from '../store/backup/folder'
import type { StoreProblem } from '../store/open'
import { pathsIn } from '../store/paths'
import { type FactsNeeds, factsWithoutStore } from './facts'
import { type HealthPage, type HealthPageNeeds, healthPage } from './health-page'
import type { HealthPorts } from './ports'

export interface PageWithoutStoreNeeds
  extends HealthPorts,
    Pick<FactsNeeds, 'dataDir' | 'benchName' | 'mode'>,
    Pick<HealthPageNeeds, 'clock' | 'timers' | 'report'> {}

export function pageWithoutStore(needs: PageWithoutStoreNeeds, problem: StoreProblem): HealthPage {
  const { dataDir, clock } = needs
  const paths = pathsIn(dataDir)
  const startedMs = clock.wallMs()
  const nobody = refused({ kind: 'nobodySignedIn' } as const)
  return healthPage({
    ...needs,
    paths,
    backups: null,
    facts: () =>
      factsWithoutStore({ ...needs, file: paths.file, startedMs }, problem, backupsIn(paths.backups)[0]?.atMs ?? null),
    // Who stands there is in the database: a restore is for the command line then.
    people: { current: () => null },
    whoActs: () => nobody,
    openProcedure: () => null,
    onStatus: () => undefined,
  })
}
