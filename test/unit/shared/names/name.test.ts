import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codePointText, readName, whyNoName } from '../../../../src/shared/names/name'

describe('a name', () => {
  test.each([
    ['SUBJ-9', 'SUBJ-9'],
    ['  SUBJ-9 ', 'SUBJ-9'],
    ['\u00a0SUBJ-9\u3000', 'SUBJ-9'],
    ['Gro\u0308ße-7', 'Größe-7'],
    ['vial  no.   1', 'vial no. 1'],
    ['vial\u00a0\u2009no.\u20071', 'vial no. 1'],
    ['Łucja Müller', 'Łucja Müller'],
    ['Ирина Ільченко', 'Ирина Ільченко'],
    ['Ελένη', 'Ελένη'],
    ['İstanbul ığdır', 'İstanbul ığdır'],
    ['東京 一号', '東京 一号'],
    ['नमूना', 'नमूना'],
    ['😀', '😀'],
  ])('%j is %j', (text, name) => expect(readName(text)).toEqual({ ok: true, value: name }))

  test.each([
    ['', { kind: 'nothingToRead' }],
    [' \u00a0 ', { kind: 'nothingToRead' }],
    ['\u0301', { kind: 'nothingToRead' }],
    ['SUBJ\u200b-9', { kind: 'invisible', codePoint: 0x200b }],
    ['SUBJ\u200d-9', { kind: 'invisible', codePoint: 0x200d }],
    ['SUBJ\u00ad-9', { kind: 'invisible', codePoint: 0xad }],
    ['SUBJ-9\u200e', { kind: 'invisible', codePoint: 0x200e }],
    ['\u202eSUBJ-9', { kind: 'invisible', codePoint: 0x202e }],
    ['\u2066SUBJ-9\u2069', { kind: 'invisible', codePoint: 0x2066 }],
    ['SUBJ\u034f-9', { kind: 'invisible', codePoint: 0x34f }],
    ['SUBJ\u3164-9', { kind: 'invisible', codePoint: 0x3164 }],
    ['SUBJ\ufe0f-9', { kind: 'invisible', codePoint: 0xfe0f }],
    ['SUBJ\u{e0041}-9', { kind: 'invisible', codePoint: 0xe0041 }],
    ['SUBJ\u2800-9', { kind: 'invisible', codePoint: 0x2800 }],
    ['SUBJ\t-9', { kind: 'control', codePoint: 9 }],
    ['SUBJ\0-9', { kind: 'control', codePoint: 0 }],
    ['SUBJ\u2028-9', { kind: 'control', codePoint: 0x2028 }],
    ['M\ud83dller', { kind: 'undefined', codePoint: 0xd83d }],
    ['M\ufffdller', { kind: 'undefined', codePoint: 0xfffd }],
    ['SUBJ\ue000', { kind: 'undefined', codePoint: 0xe000 }],
    ['SUBJ\uffff', { kind: 'undefined', codePoint: 0xffff }],
  ])('%j is refused: %j', (text, problem) => expect(readName(text)).toEqual({ ok: false, problem }))

  test('read twice is the same as read once', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = readName(text)
        if (once.ok) expect(readName(once.value)).toEqual(once)
      }),
    ))

  test('a refusal names the character', () => {
    expect(codePointText(0xad)).toBe('U+00AD')
    expect(whyNoName({ kind: 'invisible', codePoint: 0x200b })).toBe(
      "must not contain characters that can't be seen (U+200B)",
    )
    expect(whyNoName({ kind: 'control', codePoint: 9 })).toContain('U+0009')
    expect(whyNoName({ kind: 'undefined', codePoint: 0xfffd })).toContain('U+FFFD')
    expect(whyNoName({ kind: 'nothingToRead' })).toBe('must hold something to read')
  })
})
