import { expect, it } from 'vitest'
import { isolated } from '../../../../src/renderer/i18n/isolated'

it.each([
  ['SUBJ-9', 'SUBJ-9'],
  ['Größe-7', 'Größe-7'],
  ['Ирина', 'Ирина'],
  ['\u05d3\u05e0\u05d4 7', '\u2068\u05d3\u05e0\u05d4 7\u2069'],
  ['\u0645\u0631\u064a\u0645', '\u2068\u0645\u0631\u064a\u0645\u2069'],
  ['\u202e9-JBUS', '\u20689-JBUS\u2069'],
  ['SUBJ\u2069-9', '\u2068SUBJ-9\u2069'],
])('%j stands in a sentence as %j', (name, shown) => {
  expect(isolated({ name, count: 3 })).toEqual({ name: shown, count: 3 })
})
