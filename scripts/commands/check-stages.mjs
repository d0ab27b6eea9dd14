// The stages of npm run check; npm test starts with the same.
import fs from 'node:fs'
import { runToEnd } from '../lib/children.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { say } from '../lib/say.mjs'
import { reportFile, vitestReporters } from '../lib/stages.mjs'

/** @typedef {import('../lib/stages.mjs').Stage} Stage */

const script = (/** @type {string} */ file) => inRoot('node_modules', ...file.split('/'))

/** One project for each process, so that none sees the names of another's world. */
const typeProjects = () => fs.readdirSync(root).filter((name) => /^tsconfig\.(?!base\.).+\.json$/.test(name))

async function checkTypes() {
  const codes = await Promise.all(
    typeProjects().map((project) =>
      runToEnd(process.execPath, [script('typescript/lib/tsc.js'), '-p', project], { cwd: root }),
    ),
  )
  return codes.every((code) => code === 0) ? 0 : 1
}

const lint = () =>
  runToEnd(process.execPath, [script('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'], { cwd: root })

async function checkLayers() {
  const { layerViolations } = await import('../lib/layers.mjs')
  const violations = await layerViolations()
  for (const { rule, from, to, why } of violations) say(`${rule}: ${from} imports ${to}. ${why}`)
  return violations.length === 0 ? 0 : 1
}

/**
 * A stage of vitest tests.
 * @param {string} name of the stage and its report
 * @param {readonly string[]} folders
 * @param {{ title?: string, needs?: string, electron?: string }} [options] electron: run inside it, by its own Node
 * @returns {Stage}
 */
export function vitestStage(name, folders, { title = `${name} tests`, needs, electron } = {}) {
  const report = reportFile(name)
  return {
    title,
    report,
    ...(needs ? { needs } : {}),
    run: () =>
      runToEnd(
        electron ?? process.execPath,
        [script('vitest/vitest.mjs'), 'run', ...folders, ...vitestReporters(report)],
        { cwd: root, env: electron ? { ...process.env, ELECTRON_RUN_AS_NODE: '1' } : process.env },
      ),
  }
}

/** @returns {Stage[]} */
export const checkStages = () => [
  { title: 'types', run: checkTypes },
  { title: 'lint', run: lint },
  { title: 'layers', run: checkLayers },
  vitestStage('unit', ['test/unit']),
]
