import { expect, it } from 'vitest'
import { rolledBackIn } from '../../../../../src/main/shell/updates/trial'

it.each([
  ['0.3.0 1764150000\n', { version: '0.3.0', atMs: 1_764_150_000_000 }],
  ['0.3.0-test.2 1', { version: '0.3.0-test.2', atMs: 1000 }],
  ['', null],
  ['0.3.0', null],
  ['0.3.0 yesterday', null],
  ['<b> 12 34', null],
])('of what the helper wrote, %j, is known what was rolled back', (text, known) => {
  expect(rolledBackIn(text)).toEqual(known)
})
