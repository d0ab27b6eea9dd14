// Finds functions that do not fit on a screen. Biome's own rule does not count blank lines, comments and the lines inside a text, so that
// up to a hundred lines on screen pass for eighty; here a line is a line.
import fs from 'node:fs'
import path from 'node:path'
import swc from '@swc/core'
import { root } from './paths.mjs'

/** A screenful on a laptop, twice as much as most need: whoever reads a longer function holds its first half in mind. */
export const longestFunction = 80

/** What swc calls a piece of a program that has a body of its own. */
const functionTypes = new Set([
  'ArrowFunctionExpression',
  'ClassMethod',
  'Constructor',
  'FunctionDeclaration',
  'FunctionExpression',
  'GetterProperty',
  'MethodProperty',
  'PrivateMethod',
  'SetterProperty',
])

/**
 * @typedef {{ file: string, line: number, lines: number }} LongFunction
 * @typedef {{ type?: string, span?: { start: number, end: number } }} Node
 */

/**
 * The functions of `folder` and its folders that have more than `longest` lines, from the first line of each to its last.
 * @param {string} [folder]
 * @param {number} [longest]
 * @returns {LongFunction[]} with paths relative to the project, in the order of the files
 */
export function longFunctions(folder = path.join(root, 'src'), longest = longestFunction) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .toSorted()
    .flatMap((name) => {
      const file = path.join(folder, name)
      const source = fs.readFileSync(file, 'utf8')
      return functionsIn(source, name.endsWith('.tsx'))
        .filter(({ lines }) => lines > longest)
        .map((found) => ({ file: path.relative(root, file).split(path.sep).join('/'), ...found }))
    })
}

/**
 * @param {string} source
 * @param {boolean} tsx
 * @returns {{ line: number, lines: number }[]}
 */
function functionsIn(source, tsx) {
  const lineAt = lineFinder(source)
  /** @type {{ line: number, lines: number }[]} */
  const found = []
  /** @param {unknown} value */
  const visit = (value) => {
    if (typeof value !== 'object' || value === null) return
    const { type, span } = /** @type {Node} */ (value)
    if (type !== undefined && span !== undefined && functionTypes.has(type)) {
      const line = lineAt(span.start)
      found.push({ line, lines: lineAt(span.end - 1) - line + 1 })
    }
    for (const child of Object.values(value)) visit(child)
  }
  visit(swc.parseSync(source, { syntax: 'typescript', tsx, target: 'es2022' }).body)
  return found
}

/**
 * swc counts bytes of UTF-8, beginning at 1.
 * @param {string} source
 * @returns {(position: number) => number} the line, beginning at 1
 */
function lineFinder(source) {
  const bytes = Buffer.from(source)
  /** @type {number[]} */
  const ends = []
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) ends.push(at)
  return (position) => {
    const after = ends.findIndex((end) => end >= position - 1)
    return (after === -1 ? ends.length : after) + 1
  }
}
