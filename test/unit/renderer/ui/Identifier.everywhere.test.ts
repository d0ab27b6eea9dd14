import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../../../src/renderer')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))

/** A name as a child of an element. */
const shown =
  /\{(?:[\w?]+\.)+(?:name|code|subjectCode|tankName|deviceName|benchName|vialName|cane|canister)(?: \?\? [^{}]*)?\}|\{(?:subjectCode|tankName|deviceName|benchName|vialName)\}/
const isolated = /<(?:bdi|Identifier)\b[^>]*>\{/
/** As values of attributes, keys of messages, and names of things that nobody has named. */
const others = /\w=\{|\$\{|t\(|<VisuallyHidden>\{props\.name\}/

it('every name on a screen stands by itself, in whichever direction it is written', () => {
  const bare = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => shown.test(line) && !isolated.test(line) && !others.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(bare).toEqual([])
})
