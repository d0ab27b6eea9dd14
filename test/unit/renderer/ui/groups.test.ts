import { describe, expect, it } from 'vitest'
import { groupsOfFour } from '../../../../src/renderer/ui/groups'

describe('a tag in groups of four', () => {
  it.each([
    ['', []],
    ['E280', ['E280']],
    ['E28011606', ['E280', '1160', '6']],
  ])('%s', (tag, expected) => {
    expect(groupsOfFour(tag).map(({ text }) => text)).toEqual(expected)
  })
})
