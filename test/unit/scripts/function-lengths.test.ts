import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longestFunction, longFunctions } from '../../../scripts/lib/function-lengths.mjs'

/** Each is four lines long and begins in line 3. */
const FOUR_LINES: readonly (readonly [kind: string, source: string])[] = [
  ['function', 'function f() {\n  one()\n  two()\n}'],
  ['exported function', 'export async function f() {\n  one()\n  two()\n}'],
  ['arrow function', 'const f = () => {\n  one()\n  two()\n}'],
  ['arrow function without braces', 'const f = () => [\n  1,\n  2,\n]'],
  ['function in a call', 'it(function () {\n  one()\n  two()\n})'],
  ['method of a class', 'class A { m() {\n  one()\n  two()\n} }'],
  ['private method', 'class A { #m() {\n  one()\n  two()\n} }'],
  ['constructor', 'class A { constructor() {\n  one()\n  two()\n} }'],
  ['getter', 'class A { get m() {\n  one()\n  return 1\n} }'],
  ['method of an object', 'const a = { m() {\n  one()\n  two()\n} }'],
  ['getter of an object', 'const a = { get m() {\n  one()\n  return 1\n} }'],
  ['setter of an object', 'const a = { set m(b) {\n  one()\n  two()\n} }'],
  ['generator', 'const a = { *m() {\n  one()\n  yield 1\n} }'],
  ['function with comments, blank lines and long texts', 'const f = () => {\n  // é\n\n  return 1 }'],
  ['arguments in lines of their own', 'const f = (\n  a: 1,\n  b: 2,\n) => 1'],
]

describe('the longest function', () => {
  it('fits on a screen', () => {
    const found = longFunctions().map(({ file, line, lines }) => `${file}:${line} has ${lines} lines`)
    expect(found, `none has more than ${longestFunction}`).toEqual([])
  })
})

describe('what counts as a function', () => {
  let folder: string
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'function-lengths-'))
    fs.mkdirSync(path.join(folder, 'deep'))
    for (const [index, [, source]] of FOUR_LINES.entries())
      fs.writeFileSync(path.join(folder, 'deep', `${index}.ts`), `// é\nconst before = 1\n${source}\n`)
    fs.writeFileSync(path.join(folder, 'view.tsx'), 'export const View = () => (\n  <p>\n    {1}\n  </p>\n)\n')
  })
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  const inFile = (name: string, longest: number) =>
    longFunctions(folder, longest).filter(({ file }) => file.endsWith(name))

  it.each(FOUR_LINES.map(([kind], index) => [kind, index] as const))('%s', (_kind, index) => {
    expect(inFile(`/${index}.ts`, 3)).toEqual([expect.objectContaining({ line: 3, lines: 4 })])
    expect(inFile(`/${index}.ts`, 4)).toEqual([])
  })

  it('a component, with its markup', () => {
    expect(inFile('/view.tsx', 4)).toEqual([expect.objectContaining({ line: 1, lines: 5 })])
  })
})
