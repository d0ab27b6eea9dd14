import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endingMs, KeyGuard, quietMs } from '../../../../src/renderer/keyboard/key-guard'
import type { Place, Stroke } from '../../../../src/renderer/keyboard/stroke'
import { codeOf, type Key, keysOf, typed } from './support'

const tag = 'E2801170000002197C1A0B52'
const enter: Key = { key: 'Enter', after: 4 }
const elsewhere = ['line', 'lines', 'control', 'nowhere'] as const satisfies readonly Place[]
const everywhere = ['codes', ...elsewhere] as const
/** Keys that press, close, leave or send. */
const acting = ['Enter', ' ', 'Escape', 'F8', 'F9'] as const

const isHex = (key: string) => /^[0-9A-F]$/.test(key)

describe('a scanner', () => {
  it.each(everywhere)('presses nothing and is heard as one read: %s', (place) => {
    const heard = typed([...keysOf(tag, 4), enter], place)
    expect(heard.scans).toEqual([tag])
    expect(heard.acted.filter((key) => !isHex(key))).toEqual([])
    expect(heard.taken).toBe(1)
  })

  it.each(['control', 'nowhere'] as const)('writes nothing, from its first key on: %s', (place) => {
    expect(typed([...keysOf(tag, 4), enter], place).acted).toEqual([])
  })

  it.each(['line', 'lines'] as const)(
    'has written three characters before it is known, which are taken back: %s',
    (place) => {
      const heard = typed(keysOf(tag, 4), place)
      expect(heard.acted).toEqual(['E', '2', '8'])
      expect(heard.taken).toBe(1)
    },
  )

  const pace = fc.integer({ min: 1, max: 34 })
  const prefix = fc.subarray(['Enter', 'Tab', 'Escape', 'F9', ' '], { maxLength: 2 })
  const suffix = fc.constantFrom<readonly string[]>(
    [],
    ['Enter'],
    ['Tab'],
    ['Tab', 'Enter'],
    ['Enter', 'Enter'],
    ['Escape'],
    ['F8'],
  )
  const code = fc
    .array(fc.constantFrom(...'0123456789ABCDEF'), { minLength: 4, maxLength: 48 })
    .map((letters) => letters.join(''))
    .filter((text) => new Set(text).size > 1)

  it('of any pace, jitter, prefix and suffix, with Shift and Caps Lock between, never acts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everywhere),
        pace,
        // Half to one and a half of the pace, in the middle the pace.
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 60, maxLength: 60 }),
        prefix,
        code,
        suffix,
        fc.constantFrom('none', 'Shift', 'CapsLock'),
        (place, gap, jitter, before, text, after, wrap) => {
          const named = [...before, ...text, ...after].map((key, index): Key => {
            // Symmetric round the pace, so that the median stays below 35 ms.
            const way = (index % 2 === 0 ? 1 : -1) * Math.abs(jitter[index - (index % 2)] ?? 0)
            return { key, after: Math.max(1, Math.round(Math.min(gap, 34) * (1 + way / 100))) }
          })
          const keys = named.flatMap((key) =>
            wrap === 'none' || key.key.length > 1 ? [key] : [{ key: wrap, after: 0, code: wrap }, key],
          )
          const gaps = named
            .slice(1)
            .map((key) => key.after)
            .toSorted((a, b) => a - b)
          const middle = ((gaps[Math.ceil(gaps.length / 2) - 1] ?? 0) + (gaps[Math.floor(gaps.length / 2)] ?? 0)) / 2
          fc.pre(middle < 35)
          const heard = typed(keys, place)
          expect(heard.scans.map((scan) => scan.trim())).toEqual([text])
          expect(
            heard.acted.filter((key) => acting.some((each) => each === key) && !(key === ' ' && before.includes(' '))),
          ).toEqual(place === 'lines' && before[0] === 'Enter' ? ['Enter'] : [])
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('may end late: Enter after a slow last key presses nothing', () => {
    for (const place of everywhere)
      for (const after of [5, 34, 69, 71, 150, endingMs])
        expect(typed([...keysOf(tag, 4), { key: 'Enter', after }], place).acted).not.toContain('Enter')
  })

  it.each(['1', '12', '123'])('of the short code %s and Enter presses nothing', (text) => {
    for (const place of everywhere) {
      const heard = typed([...keysOf(text, 4), enter], place)
      expect(heard.acted).not.toContain('Enter')
      expect(heard.scans).toEqual(text.length > 1 ? [text] : [])
    }
    for (const after of [40, 71, endingMs])
      for (const place of ['control', 'nowhere'] as const)
        expect(typed([...keysOf(text, 4), { key: 'Enter', after }], place).acted).toEqual([])
  })

  it('is taken in order when the window is busy: late keys are still its own', () => {
    const guard = new KeyGuard<Stroke>()
    const stroke = (key: string, atMs: number): Stroke => ({
      key,
      code: codeOf(key),
      atMs,
      place: 'control',
      shift: false,
      chord: false,
      repeat: false,
    })
    expect(guard.down(stroke(' ', 1000)).verdict).toBe('hold')
    // For 300 ms nothing ran; the timer is served before the keys that wait.
    expect(guard.tick(1300)).toEqual([])
    expect(guard.down(stroke('A', 1004)).verdict).toBe('drop')
    expect(guard.tick(1400)).toEqual([])
    expect(guard.dueMs()).toBeNull()
  })

  it('whose last keys are heard after its end was told is told once more, whole', () => {
    const guard = new KeyGuard<Stroke>()
    const down = (key: string, atMs: number) =>
      guard.down({ key, code: codeOf(key), atMs, place: 'nowhere', shift: false, chord: false, repeat: false })
    for (const [index, key] of [...'E2801'].entries()) down(key, 1000 + index * 4)
    expect(guard.tick(1500)).toEqual([])
    expect(guard.tick(1700).map(({ kind }) => kind)).toEqual(['scanned'])
    expect(down('7', 1020).verdict).toBe('drop')
    expect(down('Enter', 1024).verdict).toBe('drop')
    guard.tick(2000)
    const [outcome] = guard.tick(2300)
    expect(outcome?.kind === 'scanned' ? outcome.strokes.map(({ key }) => key).join('') : null).toBe('E28017Enter')
  })

  it('that sends STX and GS as Ctrl with a letter is one read', () => {
    const chord = { chord: true, after: 4 }
    const keys: Key[] = [
      { key: 'b', ...chord },
      ...keysOf('0104', 4),
      { key: ']', ...chord },
      ...keysOf('21AB', 4),
      { key: 'c', ...chord },
      enter,
    ]
    expect(typed(keys, 'nowhere').scans).toEqual(['010421AB'])
    expect(typed(keys, 'nowhere').acted).toEqual(['b'])
  })

  it('that is replaced by the next one at once makes two reads', () => {
    const heard = typed([...keysOf(tag, 4), enter, { key: 'A', after: 90 }, ...keysOf('BCD1', 4), enter], 'codes')
    expect(heard.scans).toEqual([tag, 'ABCD1'])
  })
})

describe('a person', () => {
  it.each(elsewhere)('presses each key once, and waits for none longer than a blink: %s', (place) => {
    for (const key of acting) {
      if (place !== 'control' && place !== 'nowhere' && key === ' ') continue
      const heard = typed([{ key, after: 300 }], place)
      expect(heard.acted).toEqual([key])
      for (const delay of heard.delays) expect(delay).toBeLessThanOrEqual(quietMs)
    }
  })

  it('writes as quickly as people can, and nothing is held back or taken for a scan', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('line', 'lines', 'codes'),
        fc.array(fc.tuple(fc.constantFrom(...'etaoin shrdlu'), fc.integer({ min: 36, max: 250 })), { maxLength: 60 }),
        (place: Place, letters) => {
          const keys = letters.map(([key, after]): Key => ({ key, after }))
          const heard = typed(keys, place)
          expect(heard.verdicts.every(({ verdict }) => verdict === 'pass')).toBe(true)
          expect(heard.scans).toEqual([])
        },
      ),
    )
  })

  it('who rolls two keys into one stroke is no scanner', () => {
    const keys = [...'the vial is in tank B'].map((key, index): Key => ({ key, after: index % 2 === 0 ? 12 : 80 }))
    expect(typed(keys, 'lines').scans).toEqual([])
    expect(typed([...keys, { key: 'Enter', after: 120 }], 'line').acted.at(-1)).toBe('Enter')
  })

  it('who holds a key writes and walks on, and presses once', () => {
    const held = (key: string): Key[] => [
      { key, after: 300 },
      { key, after: 400, repeat: true },
      ...Array.from({ length: 20 }, () => ({ key, after: 33, repeat: true })),
    ]
    expect(typed(held('a'), 'lines').acted).toHaveLength(22)
    expect(typed(held('Backspace'), 'line').acted).toHaveLength(22)
    expect(typed(held('ArrowDown'), 'control').acted).toHaveLength(22)
    expect(typed(held('Tab'), 'control').acted).toHaveLength(22)
    for (const key of acting) expect(typed(held(key), 'control').acted).toEqual([key])
    // A remote desktop repeats without saying so.
    const unmarked = (key: string): Key[] => Array.from({ length: 20 }, () => ({ key, after: 33 }))
    expect(typed(unmarked('x'), 'lines').scans).toEqual([])
    expect(typed(unmarked(' '), 'control').acted).toEqual([' '])
    expect(typed(unmarked('Enter'), 'control').acted).toEqual(['Enter'])
  })

  it('walks with Tab and presses', () => {
    const keys: Key[] = [
      { key: 'Tab', after: 500 },
      { key: 'Tab', after: 110 },
      { key: 'Enter', after: 90 },
      { key: 'Escape', after: 60 },
    ]
    expect(typed(keys, 'control').acted).toEqual(['Tab', 'Tab', 'Enter', 'Escape'])
  })

  it('goes to the search, and writes on at once', () => {
    const guard = new KeyGuard<Stroke>()
    const slash: Stroke = {
      key: '/',
      code: 'Slash',
      atMs: 0,
      place: 'nowhere',
      shift: false,
      chord: false,
      repeat: false,
    }
    expect(guard.down(slash).verdict).toBe('hold')
    expect(guard.settle(36)).toEqual([{ kind: 'act', stroke: slash }])
  })

  it('loses what was held back when the window loses the keyboard', () => {
    const guard = new KeyGuard<Stroke>()
    guard.down({ key: 'Enter', code: 'Enter', atMs: 0, place: 'control', shift: false, chord: false, repeat: false })
    expect(guard.isWaiting()).toBe(true)
    expect(guard.end()).toEqual([])
    expect(guard.isWaiting()).toBe(false)
  })
})
