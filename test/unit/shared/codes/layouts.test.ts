import { describe, expect, it } from 'vitest'
import { layouts, usCharacter, withoutCapsLock, withoutLayout } from '../../../../src/shared/codes/layouts'
import { ascii, typedOn } from './support'

describe('a layout', () => {
  it.each([
    ['de', 'crzobenchÖ--', 'cryobench://'],
    ['de', 'enrol_central´httpsÖ--', 'enrol?central=https://'],
    // The dead acute on the A that follows.
    ['de', 'code´ABCD', 'code=ABCD'],
    ['de', 'codeÁBCD', 'code=ABCD'],
    ['de', 'yZ', 'zY'],
    ['fr', 'cryobench', 'cryobench'],
    ['fr', "è)'", '7-4'],
    ['fr', 'qzaw,', 'awqzm'],
    ['tr', 'ıİi', 'i"\''],
    ['tr', '7-*', '7=-'],
    ['ru', 'скнщиутср', 'cryobench'],
    ['ru', '7-', '7-'],
    ['de', 'й', null],
    ['ru', 'q', null],
  ] as const)('%s: %s is %s', (layout, text, undone) => {
    expect(withoutLayout(text, layout)).toBe(undone)
  })

  it.each(layouts)('%s writes every sign of a link and a code', (layout) => {
    const needed = 'cryobench://enrol?central=https%3A%2F%2Fa.b&code=0123456789-ABCDEFGHJKMNPQRSTVWXYZ&fingerprint=_~'
    const typed = typedOn(layout, needed)
    // French has no Shift of the key left of 1.
    expect(withoutLayout(typed, layout)).toBe(layout === 'fr' ? needed.replace('~', '') : needed)
  })

  it.each(layouts)('%s has one key for each sign', (layout) => {
    const undone = ascii.map((sign) => withoutLayout(typedOn(layout, sign), layout) ?? '').filter((sign) => sign !== '')
    expect(undone.length).toBeGreaterThanOrEqual(93)
  })
})

it('the other case of each letter is what Caps Lock writes', () => {
  expect(withoutCapsLock('aBc-1ßÖ')).toBe('AbC-1ßö')
})

it.each([
  ['KeyA', false, 'a'],
  ['KeyA', true, 'A'],
  ['Minus', false, '-'],
  ['Slash', true, '?'],
  ['Digit7', true, '&'],
  ['Numpad7', false, '7'],
  ['Space', false, ' '],
  ['Enter', false, null],
  ['', false, null],
] as const)('position %s, shift %s writes %s on a US keyboard', (code, shift, character) => {
  expect(usCharacter(code, shift)).toBe(character)
})
