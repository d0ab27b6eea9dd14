// Builds all entries into out/ when a source, a configuration or the lockfile differs from the last build.
import fs from 'node:fs'
import { runToEnd } from '../lib/children.mjs'
import { withLock } from '../lib/lock.mjs'
import { inRoot } from '../lib/paths.mjs'
import { Stop, step } from '../lib/say.mjs'
import { hashOf, readStamp, writeStamp } from '../lib/stamp.mjs'
import { declaredVersion } from '../setup/electron.mjs'
import { lockFile } from '../setup/set-up.mjs'

const INPUTS = ['src', 'scripts/build', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const OUTPUTS = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html']
const stampFile = inRoot('out', 'build.json')

/** For who writes into out/ by other means: the next build is done whatever the stamp says. */
export const forgetBuild = () => fs.rmSync(stampFile, { force: true })

export async function buildIfNeeded() {
  await withLock(lockFile, async () => {
    const inputs = INPUTS.map((name) => inRoot(...name.split('/')))
    const key = hashOf(inputs, inRoot())
    const last = /** @type {{ key?: string } | undefined} */ (readStamp(stampFile))
    if (last?.key === key && OUTPUTS.every((name) => fs.existsSync(inRoot(...name.split('/'))))) return
    forgetBuild()
    await step('building', async () => {
      const cli = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
      const code = await runToEnd(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
        cwd: inRoot(),
        stdout: 'stderr',
        // Else electron-vite would ask an Electron for it, which a build for central alone need not have.
        env: { ...process.env, ELECTRON_MAJOR_VER: declaredVersion().split('.')[0] },
      })
      if (code !== 0) throw new Stop('the build failed (see above).')
    })
    writeStamp(stampFile, { key })
  })
}
