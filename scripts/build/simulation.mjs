// Bundles the simulation into one file: a module that is loaded late would be loaded in real time, and no run would be like another.
import { build } from 'vite'
import { inRoot } from '../lib/paths.mjs'

/** Answers the program's path. */
export async function buildSimulation() {
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'error',
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
