import { expect, test } from 'vitest'
import { toldApart } from '../../../../src/shared/names/difference'

test.each([
  ['Größe-7', 'Größe-8', ['Größe-7', 'Größe-8']],
  ['Größe-7', 'Größe-7', ['Größe-7', 'Größe-7']],
  ['Gr\u00f6ße-7', 'Gro\u0308ße-7', ['Gr\u00f6ße-7 (U+00F6)', 'Gro\u0308ße-7 (U+006F U+0308)']],
  ['SUBJ-9', 'SUBJ\u200b-9', ['SUBJ-9 (–)', 'SUBJ\u200b-9 (U+200B)']],
  [
    'SUBJ-9',
    '\u0405U\u0412\u0408-9',
    ['SUBJ-9 (U+0053 U+0055 U+0042 U+004A)', '\u0405U\u0412\u0408-9 (U+0405 U+0055 U+0412 U+0408)'],
  ],
  ['Muller', '\u041culler', ['Muller (U+004D)', '\u041culler (U+041C)']],
  [
    'ABCDEFG-1',
    'abcdefg-1',
    ['ABCDEFG-1 (U+0041 U+0042 U+0043 U+0044 …)', 'abcdefg-1 (U+0061 U+0062 U+0063 U+0064 …)'],
  ],
])('%j and %j', (a, b, apart) => expect(toldApart(a, b)).toEqual(apart))
