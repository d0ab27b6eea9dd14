import { describe, expect, it } from 'vitest'
import { isAsSeen, namedVials, seenForm, seenProcedure } from '../../../../src/shared/acts/seen'
import { containerId } from '../../../../src/shared/model/ids'
import { aVial, someVials } from '../../../support/builders/procedure'
import { store1234, vialId } from '../../../support/builders/store-1234'

const whole = store1234()
const theirs = { id: whole.subject?.id ?? 0, code: 'SUBJ-0002' } as NonNullable<typeof whole.subject>

describe('what an act is about, as its person saw it', () => {
  it('names the procedure, its subject, when it was made, and the vials concerned', () => {
    expect(seenProcedure(whole, [vialId(2)])).toEqual({
      type: 'STORE',
      subjectCode: 'SUBJ-0001',
      createdAt: '2026-03-03T08:00:00.000Z',
      vials: [{ containerId: vialId(2), name: 'VL-002' }],
      vialCount: 1,
    })
  })

  it('names the first vials of a whole procedure, and counts all; its form has all', () => {
    const large = store1234({ vials: someVials(50) })
    expect(seenProcedure(large, [])).toMatchObject({ vialCount: 50 })
    expect(seenProcedure(large, []).vials).toHaveLength(namedVials)
    expect(seenForm(large, [])).toMatchObject({ vials: { length: 50 } })
  })

  it('is the same however the procedure goes on: only what identifies it counts', () => {
    const later = store1234({
      status: 'COMPLETED',
      statusName: 'COMPLETED',
      version: 9,
      updatedAt: '2027-01-01T00:00:00.000Z',
    })
    expect(seenForm(later, [])).toEqual(seenForm(whole, []))
    expect(isAsSeen(seenProcedure(whole, []), later)).toBe(true)
  })

  it.each([
    ['another subject', store1234({ subject: theirs })],
    ['no subject', store1234({ subject: null })],
    ['another time', store1234({ createdAt: '2026-03-03T08:00:00.001Z' })],
    ['another type', store1234({ typeName: 'RETRIEVAL', type: 'RETRIEVAL' })],
    ['another name of the vial', store1234({ vials: [aVial(1, { name: 'VL-001 ' }), aVial(2), aVial(3)] })],
    ['another vial', store1234({ vials: [aVial(1, { containerId: containerId(7) }), aVial(2), aVial(3)] })],
  ])('is not what was seen with %s', (_what, other) => {
    expect(isAsSeen(seenProcedure(whole, [vialId(1)]), other)).toBe(false)
    expect(seenForm(whole, [])).not.toEqual(seenForm(other, []))
  })

  it('an act of an older program, which names nothing, is believed', () => {
    expect(isAsSeen(undefined, whole)).toBe(true)
  })
})
