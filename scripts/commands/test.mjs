// npm test: everything there is to check.
import { buildIfNeeded } from '../build/build.mjs'
import { printCounts, reportFile, runStages } from '../lib/stages.mjs'
import { checkStages, vitestStage } from './check-stages.mjs'
import { PLAYWRIGHT, runOnDisplay, setUpToDrive } from './in-electron.mjs'
import { run as notices } from './notices.mjs'

const BUILD = 'build'

export async function run() {
  const environment = await setUpToDrive(['faults'])
  const electron = environment.CRYOBENCH_ELECTRON
  if (!electron) throw new Error('set-up answered without an Electron')
  const report = reportFile('e2e')
  const total = await runStages([
    ...checkStages(),
    { title: BUILD, run: () => buildIfNeeded().then(() => 0) },
    { title: 'notices', needs: BUILD, run: () => notices(['--check']) },
    vitestStage('contract', ['test/contract'], { needs: BUILD }),
    vitestStage('integration', ['test/integration'], { needs: BUILD }),
    vitestStage('simulation', ['test/simulation']),
    vitestStage('faults', ['test/faults'], { title: 'faults in real processes', needs: BUILD }),
    vitestStage('in-electron', ['test/unit/main/engine/store', 'test/contract'], {
      title: "store tests in Electron's Node",
      electron,
    }),
    {
      title: 'end-to-end tests',
      report,
      needs: BUILD,
      run: () =>
        runOnDisplay(PLAYWRIGHT, ['test', '--project=e2e', '--reporter=list,json'], {
          ...environment,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        }),
    },
  ])
  printCounts(total)
  return total.failed === 0 ? 0 : 1
}
