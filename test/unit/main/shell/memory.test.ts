import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { shellMemory } from '../../../../src/main/shell/memory'

function folder(text: string | null): string {
  const path = mkdtempSync(join(tmpdir(), 'shell-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  if (text !== null) writeFileSync(join(path, 'shell.json'), text)
  return path
}

const nothing = { mode: null, scheme: 'system', language: 'system', bounds: null, maximized: false }
const whole = {
  mode: 'bench',
  scheme: 'dark',
  language: 'de',
  bounds: { x: -5, y: 0, width: 800, height: 600 },
  maximized: true,
}

it('gives back what was kept', () => {
  const dataDir = folder(null)
  shellMemory(dataDir).keep({ mode: 'bench', scheme: 'dark' })
  expect(shellMemory(dataDir).read()).toEqual({ ...nothing, mode: 'bench', scheme: 'dark' })
  expect(JSON.parse(readFileSync(join(dataDir, 'shell.json'), 'utf8'))).toEqual(shellMemory(dataDir).read())
})

it.each([
  ['no file', null, nothing],
  ['half a file', '{"mode":"be', nothing],
  ['no object', '7', nothing],
  ['null', 'null', nothing],
  ['all of it', JSON.stringify(whole), whole],
  ['a mode of another program', JSON.stringify({ ...whole, mode: 'kiosk' }), { ...whole, mode: null }],
  ['a colour scheme that is none', JSON.stringify({ ...whole, scheme: 1 }), { ...whole, scheme: 'system' }],
  ['a language that is none', JSON.stringify({ ...whole, language: 7 }), { ...whole, language: 'system' }],
  [
    'bounds without a height',
    JSON.stringify({ ...whole, bounds: { x: 0, y: 0, width: 800 } }),
    { ...whole, bounds: null },
  ],
  [
    'a window too small',
    JSON.stringify({ ...whole, bounds: { x: 0, y: 0, width: 9, height: 9 } }),
    { ...whole, bounds: null },
  ],
  [
    'half a pixel',
    JSON.stringify({ ...whole, bounds: { x: 0.5, y: 0, width: 800, height: 600 } }),
    { ...whole, bounds: null },
  ],
])('takes %s for what it is', (_what, text, remembered) => {
  expect(shellMemory(folder(text)).read()).toEqual(remembered)
})
