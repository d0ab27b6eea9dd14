// Bundles the simulation into one file: a module that is loaded late would be loaded in real time, and no run would be like another.
import { build, runnerImport } from 'vite'
import { inRoot } from '../lib/paths.mjs'

/** Answers the program's path. */
export async function buildSimulation() {
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'error',
    plugins: [await takingOut()],
    build: {
      ssr: inRoot('test', 'simulation', 'main.ts'),
      outDir: inRoot('out', 'simulation'),
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
    },
  })
  return inRoot('out', 'simulation', 'main.mjs')
}

/**
 * Safeguards that are lines of the program: the bundle has each such line with the safeguard and without. A line that is not there any more
 * fails the build: nothing would be taken out, and nobody would notice.
 * @returns {Promise<import('vite').Plugin>}
 */
async function takingOut() {
  /** @type {{ module: typeof import('../../test/simulation/sabotage') }} */
  const { module } = await runnerImport(inRoot('test', 'simulation', 'sabotage.ts'))
  const inCode = Object.entries(module.sabotagesInCode)
  return {
    name: 'taking-out',
    enforce: 'pre',
    transform(code, id) {
      let changed = code
      for (const [name, { file, find, replace }] of inCode) {
        if (id !== inRoot(file)) continue
        if (changed.split(find).length !== 2) throw new Error(`Safeguard ${name}: ${file} has not once "${find}"`)
        const isTakenOut = `(globalThis[${JSON.stringify(module.takenOut)}] === ${JSON.stringify(name)})`
        changed = changed.replace(find, replace.replace('TAKEN_OUT', isTakenOut))
      }
      return changed === code ? null : changed
    },
  }
}
