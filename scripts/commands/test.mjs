// npm test: everything there is to check.
import { buildIfNeeded } from '../build/build.mjs'
import { say } from '../lib/say.mjs'
import { printCounts, reportFile, runStages } from '../lib/stages.mjs'
import { checkStages, vitestStage } from './check-stages.mjs'
import { PLAYWRIGHT, runOnDisplay, setUpToDrive, TESTS_AT_ONCE } from './in-electron.mjs'
import { run as notices } from './notices.mjs'
import { run as testInstalled, whyNotHere } from './test-installed.mjs'

const BUILD = 'build'

export async function run() {
  const environment = await setUpToDrive(['faults'])
  const electron = environment.CRYOBENCH_ELECTRON
  if (!electron) throw new Error('set-up answered without an Electron')
  const report = reportFile('e2e')
  const installedReport = reportFile('installed')
  const whyNotInstalled = whyNotHere()
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
        runOnDisplay(
          PLAYWRIGHT,
          ['test', '--project=e2e', '--reporter=list,json'],
          { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
          TESTS_AT_ONCE,
        ),
    },
    ...(whyNotInstalled === undefined
      ? [
          {
            title: 'the installed program',
            report: installedReport,
            needs: BUILD,
            run: () => {
              process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = installedReport
              return testInstalled(['--reporter=list,json'])
            },
          },
        ]
      : []),
  ])
  if (whyNotInstalled !== undefined) say(`\nThe installed program was not tested: ${whyNotInstalled}.`)
  printCounts(total)
  return total.failed === 0 ? 0 : 1
}
