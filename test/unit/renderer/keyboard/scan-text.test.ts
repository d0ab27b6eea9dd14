import { describe, expect, it } from 'vitest'
import { fieldText, readText, textOf } from '../../../../src/renderer/keyboard/scan-text'
import type { Stroke } from '../../../../src/renderer/keyboard/stroke'

const stroke = (key: string, code: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  code,
  atMs: 0,
  place: 'nowhere',
  shift: false,
  chord: false,
  repeat: false,
  ...more,
})

describe('what a scan has written', () => {
  it('is told by the layout and by the keys', () => {
    // A US scanner's `]C1-` on a German keyboard.
    const strokes = [
      stroke('+', 'BracketRight'),
      stroke('C', 'KeyC', { shift: true }),
      stroke('1', 'Digit1'),
      stroke('ß', 'Minus'),
      stroke('Z', 'KeyY', { shift: true }),
      stroke('Enter', 'Enter'),
    ]
    expect(textOf(strokes)).toEqual({ typed: '+C1ßZ', byPosition: ']C1-Y' })
    // The prefix proves that its keys are meant as a US keyboard's.
    expect(readText(textOf(strokes))).toBe('-Y')
  })

  it('has control characters for Ctrl with a letter, and takes them away', () => {
    const ctrl = (key: string, code: string) => stroke(key, code, { chord: true })
    const scan = textOf([
      ctrl('b', 'KeyB'),
      stroke('A', 'KeyA', { shift: true }),
      ctrl(']', 'BracketRight'),
      stroke('1', 'Digit1'),
      ctrl('c', 'KeyC'),
    ])
    expect(scan).toEqual({ typed: '\u0002A\u001D1\u0003', byPosition: '\u0002A\u001D1\u0003' })
    expect(readText(scan)).toBe('A1')
  })

  it('is told by the keys alone where a dead key or an input method has taken the letters', () => {
    expect(textOf([stroke('Dead', 'Equal'), stroke('h', 'KeyH')])).toEqual({ typed: 'h', byPosition: '=h' })
    expect(readText(textOf([stroke('Process', 'KeyA'), stroke('Process', 'Digit1')]))).toBe('a1')
  })

  it('has no keys where one is not known', () => {
    expect(textOf([stroke('é', '')])).toEqual({ typed: 'é', byPosition: null })
  })

  it('is the tag alone in a field', () => {
    const typed = 'E280 1170 0000 0219 7C1A 0B52'
    expect(fieldText({ typed, byPosition: null })).toBe('E2801170000002197C1A0B52')
    expect(readText({ typed, byPosition: null })).toBe(typed)
  })
})
