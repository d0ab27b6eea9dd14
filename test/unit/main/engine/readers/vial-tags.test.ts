import { describe, expect, it } from 'vitest'
import type { Inventory } from '../../../../../src/main/engine/readers/reader'
import { ofVials } from '../../../../../src/main/engine/readers/vial-tags'
import { tag } from '../../../../support/builders/procedure'

const inventory = (...tags: readonly number[]): Inventory => ({
  sightings: tags.map((number) => ({ tag: tag(number), scheme: 'epc' as const, rawHex: tag(number) })),
  reportHex: '00',
  at: { wallMs: 0, monotonicMs: 0 },
})
const badge = tag(9)
const isVialTag = (each: string) => each !== badge

describe('the tags that count', () => {
  it('are all that are not for something else', () => {
    expect(ofVials(inventory(1, 2), isVialTag, 'silence')).toEqual(inventory(1, 2))
    expect(ofVials(inventory(1, 9), isVialTag, 'silence')).toEqual(inventory(1))
  })

  it('leave no inventory of a reader that only reports tags: it has not looked for others', () => {
    expect(ofVials(inventory(9), isVialTag, 'silence')).toBeNull()
    expect(ofVials(inventory(), isVialTag, 'silence')).toEqual(inventory())
  })

  it('leave an empty one of a reader that is asked: no vial lies there', () => {
    expect(ofVials(inventory(9), isVialTag, 'emptyInventory')).toEqual(inventory())
  })
})
