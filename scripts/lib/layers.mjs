// Checks the layer rules over the sources: dependency-cruiser's, and those between folders.
import { createRequire } from 'node:module'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import rules from '../../.dependency-cruiser.mjs'
import { folderViolations } from './folder-rules.mjs'
import { root } from './paths.mjs'

// dependency-cruiser can parse TypeScript by TypeScript up to 6 or by swc, and asks swc for .ts only: without this,
// every .tsx would be a syntax error. See docs/decisions/0003-layer-rules.md.
const swc = createRequire(import.meta.url)('@swc/core')
const parseFile = swc.parseFileSync
swc.parseFileSync = (/** @type {string} */ file, /** @type {object} */ options) =>
  parseFile(file, { ...options, tsx: file.endsWith('.tsx') })

/**
 * @typedef {{ rule: string, from: string, to: string, why: string }} LayerViolation
 * @param {string} [folder] holds src/; the project without
 * @returns {Promise<LayerViolation[]>}
 */
export async function layerViolations(folder = root) {
  const answer = await cruise(
    ['src'],
    {
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: rules.forbidden ?? [] },
      parser: 'swc',
      doNotFollow: { path: 'node_modules' },
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
    },
  )
  if (typeof answer.output === 'string')
    throw new Error('dependency-cruiser answered with text where data was asked for')
  const { modules, summary } = answer.output
  const comments = new Map((rules.forbidden ?? []).map(({ name, comment }) => [name, comment]))
  const violations = summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to: to.split(path.sep).join('/'),
    why: comments.get(rule.name) ?? '',
  }))
  const files = modules.map(({ source }) => source).filter((source) => source.startsWith('src/'))
  const imports = modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ resolved }) => resolved.startsWith('src/'))
      .map(({ resolved }) => ({ from: source, to: resolved })),
  )
  return [...violations, ...folderViolations(files, imports)]
}
