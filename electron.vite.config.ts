import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { recordBundledPackages } from './scripts/build/bundled-packages.mjs'
import { firstScreenChunk } from './scripts/build/first-screen-chunk.mjs'

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url))

/** Everything is written as .cjs: the oldest Electron we run on can't require() an ES module. */
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const

const mainEntries = {
  index: source('main/index.ts'),
  engine: source('main/engine/process.ts'),
  'store-worker': source('main/engine/store/worker.ts'),
  'health-worker': source('main/engine/health/worker.ts'),
  'command-line': source('main/command-line/run.ts'),
  'central-process': source('central/process.ts'),
  central: source('central/main.ts'),
  'device-simulator': source('device-simulator/main.ts'),
}

// The packages under "dependencies" (native modules) stay outside of the bundles; all others go in.
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      rolldownOptions: {
        input: mainEntries,
        output: commonJs,
      },
    },
    plugins: [recordBundledPackages('main')],
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: { input: { index: source('preload/index.ts') }, output: commonJs },
    },
    plugins: [recordBundledPackages('preload')],
  },
  renderer: {
    root: source('renderer'),
    build: {
      target: 'chrome130',
      minify: true,
      // Fonts stay files, so that the content policy needs no data: for them.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: source('renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: firstScreenChunk(), debugName: 'first screen' }] } },
      },
    },
    plugins: [react(), recordBundledPackages('renderer')],
  },
})
