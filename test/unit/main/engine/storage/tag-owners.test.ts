import { expect, test } from 'vitest'
import { ownerOf } from '../../../../../src/main/engine/storage/tag-owners'
import { tag } from '../../../../support/builders/numbered'
import { noon } from '../../../../support/builders/store-1234'
import { certain, lossChange, lostVial } from '../features/attention/support'
import { at, opened } from '../store/support'

const lost = (n: number | null) => {
  const thing = lostVial(n)
  return thing.kind === 'vial' ? { ...thing, tag: tag(7) } : thing
}

test('the tag of a vial that a restored central has lost is not free, as long as nobody has looked', () => {
  const store = opened()
  const owner = () => ownerOf({ store, procedures: { unsent: { tag: () => null }, foreseen: () => null } }, tag(7))
  store.mirror.apply([lossChange('l1', lost(null))], at(1))
  expect(owner()?.name).toEqual({ name: 'V-null', subjectCode: 'S-1', since: noon })
  // One that central has says itself which tag it has.
  store.mirror.apply([lossChange('l1', lost(1)), certain(1, { tag: tag(8) })], at(2))
  expect(owner()).toBeNull()
})
