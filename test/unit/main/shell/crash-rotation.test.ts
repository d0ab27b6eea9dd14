import { describe, expect, it } from 'vitest'
import { outdatedDumps } from '../../../../src/main/shell/crash-rotation'

describe('dumps that are let go of', () => {
  const dumps = (bytes: readonly number[]) =>
    bytes.map((size, index) => ({ path: `${index}`, bytes: size, atMs: -index }))
  it.each([
    ['none of five', [1, 1, 1, 1, 1], []],
    ['the oldest of six', [1, 1, 1, 1, 1, 1], ['5']],
    ['what is beyond 100 MB together', [60e6, 60e6, 1], ['1', '2']],
    ['never the newest, however large', [900e6], []],
  ])('%s', (_name, bytes, gone) => {
    expect(outdatedDumps(dumps(bytes)).map(({ path }) => path)).toEqual(gone)
  })
})
