import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { shellMemory } from '../../../../src/main/shell/memory'
import { manualTimers } from '../../../support/manual-timers'

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

describe('a disk that refuses', () => {
  /** A folder stands where the new file is to be laid, until it is removed. */
  function refusing() {
    const dataDir = folder(null)
    const inTheWay = join(dataDir, 'shell.json.next')
    mkdirSync(inTheWay)
    const refusals: string[] = []
    const timers = manualTimers()
    const memory = shellMemory(dataDir, { timers, onRefused: ({ code }) => refusals.push(code) })
    return { memory, timers, refusals, heal: () => rmdirSync(inTheWay), kept: () => shellMemory(dataDir).read() }
  }

  it('is no error: what is to be remembered holds for this run, and is kept as soon as it can be', () => {
    const { memory, timers, refusals, heal, kept } = refusing()
    expect(memory.keep({ mode: 'bench' })).toMatchObject({ ok: false, problem: { code: 'EISDIR' } })
    expect(memory.read().mode).toBe('bench')
    timers.advance(10_000)
    timers.advance(10_000)
    // Once for one trouble.
    expect(refusals).toEqual(['EISDIR'])
    heal()
    timers.advance(10_000)
    expect(kept().mode).toBe('bench')
    expect(timers.waiting).toBe(0)
  })

  it('is asked again by the next change, though what was refused is the same', () => {
    const { memory, heal, kept } = refusing()
    memory.keep({ mode: 'bench' })
    heal()
    memory.keep({ mode: 'bench' })
    expect(kept().mode).toBe('bench')
  })

  it('is asked once more at the end, and then no more', () => {
    const { memory, timers, heal, kept } = refusing()
    memory.keep({ mode: 'bench' })
    heal()
    memory.end()
    expect(kept().mode).toBe('bench')
    expect(timers.waiting).toBe(0)
  })
})
