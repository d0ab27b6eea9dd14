import { expect, test } from 'vitest'
import { subjectId } from '../../../../src/shared/model/ids'
import type { Procedure } from '../../../../src/shared/model/procedure'
import { isAsShown, shownOf } from '../../../../src/shared/views/shown'
import { procedure } from '../../../support/builders/procedure-events'

const seen = procedure('STORE', 'CREATED')
const [first, ...others] = seen.vials

test.each<[string, Partial<Procedure>, boolean]>([
  ['the same', {}, true],
  ['the same, claimed or told of once more', { version: 99, updatedAt: '2030-01-01T00:00:00.000Z' }, true],
  ['further on', { status: 'IN_PROGRESS', statusName: 'IN_PROGRESS' }, false],
  ["another subject's", { subject: { id: subjectId(9), code: 'OTHER' } }, false],
  ['of another time', { createdAt: '2031-01-01T00:00:00.000Z' }, false],
  ['of another kind', { type: 'RETRIEVAL', typeName: 'RETRIEVAL' }, false],
  ['with another vial', { vials: first ? [{ ...first, name: 'Other' }, ...others] : [] }, false],
  ['with a vial less', { vials: others }, false],
])('what is %s', (_, change, isSame) => {
  expect(isAsShown(shownOf(seen), { ...seen, ...change })).toBe(isSame)
})

test('where nothing was shown, nothing is compared', () => {
  expect(isAsShown(undefined, seen)).toBe(true)
})
