import { describe, expect, it } from 'vitest'
import { layouts, withoutCapsLock } from '../../../../src/shared/codes/layouts'
import { undoLayout } from '../../../../src/shared/codes/undo-layout'
import { enrolmentLinkOf, isCode, parseEnrolmentLink } from '../../../../src/shared/enrolment/link'
import { typedOn } from './support'

const link = enrolmentLinkOf({
  central: 'https://central.clinic.example:8443/lab',
  code: '7KQ2-M9XD-04TB',
  fingerprint: null,
})
const isLink = (text: string) => parseEnrolmentLink(text).ok

describe.each(layouts)('typed on a keyboard of %s', (layout) => {
  it('a link is understood, with Caps Lock too', () => {
    expect(isLink(typedOn(layout, link))).toBe(false)
    expect(undoLayout(typedOn(layout, link), isLink)).toEqual({ kind: 'undone', text: link })
    expect(undoLayout(withoutCapsLock(typedOn(layout, link), layout), isLink)).toEqual({ kind: 'undone', text: link })
  })

  it('a code is understood', () => {
    for (const code of ['7KQ2-M9XD-04TB', 'YZAW-QMEH-5678'])
      expect(undoLayout(typedOn(layout, code), isCode)).toEqual({ kind: 'undone', text: code })
  })

  it('what stays unclear names the layout', () => {
    expect(undoLayout(`${typedOn(layout, link)}${typedOn(layout, '<{;')}`, isLink)).toEqual({ kind: 'unclear', layout })
  })
})

it('Caps Lock alone is undone', () => {
  expect(undoLayout(withoutCapsLock(link), isLink)).toEqual({ kind: 'undone', text: link })
})

it('a dead key that has joined the next letter is undone', () => {
  const accented = enrolmentLinkOf({ central: 'https://central.example', code: 'ABCD-1234', fingerprint: null })
  const typed = typedOn('de', accented).replace('´A', 'Á')
  expect(typed).toContain('Á')
  expect(undoLayout(typed, isLink)).toEqual({ kind: 'undone', text: accented })
})

it('between two layouts nothing is guessed', () => {
  // `y)` may be German for `z(`, and French for `y-`.
  const isValid = (text: string) => text === 'z(' || text === 'y-'
  expect(undoLayout('y)', isValid)).toEqual({ kind: 'unclear', layout: null })
  expect(undoLayout('y)', (text) => text === 'y-')).toEqual({ kind: 'undone', text: 'y-' })
})

it('what no layout explains stays unclear', () => {
  expect(undoLayout('hello', isLink)).toEqual({ kind: 'unclear', layout: null })
})
