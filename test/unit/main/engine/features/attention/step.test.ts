import { describe, expect, it } from 'vitest'
import { nothingRead, readingAfter } from '../../../../../../src/main/engine/features/attention/reading'
import { stepOf } from '../../../../../../src/main/engine/features/attention/step'
import type { OnReader } from '../../../../../../src/shared/views/inventory'
import { aRow } from '../../../../../support/builders/snapshots'
import { noon, tag, vialId } from '../../../../../support/builders/store-1234'

const wanted = { id: vialId(1), tag: tag(1) }
const other = aRow(2, { id: vialId(2), name: 'VL-002', subjectCode: 'SUBJ-0002', tag: tag(2) })
const step = (shown: OnReader | null, vial = wanted) => stepOf(vial, readingAfter(nothingRead, shown, 0))
const on = (container: typeof other, read = container.tag ?? tag(2)): OnReader => ({
  kind: 'vial',
  tag: read,
  container,
  openProcedure: null,
})

describe('the vial that is being verified', () => {
  it('waits for its tag; one without any says so', () => {
    expect(step(null)).toEqual({ kind: 'scan' })
    expect(stepOf({ ...wanted, tag: null }, nothingRead)).toEqual({ kind: 'noTag' })
  })

  it('is the right one by its tag alone, and stays so when it was lifted', () => {
    const reading = readingAfter(nothingRead, on(aRow(1, { id: vialId(1) }), tag(1)), 0)
    expect(stepOf(wanted, reading)).toEqual({ kind: 'scanned', tag: tag(1), lies: true })
    expect(stepOf(wanted, readingAfter(reading, null, 5))).toEqual({ kind: 'scanned', tag: tag(1), lies: false })
    expect(stepOf(wanted, readingAfter(reading, on(other), 5))).toMatchObject({ kind: 'refused' })
  })

  it('another vial is named, with its subject, and whether it is to be verified too', () => {
    const owner = { name: 'VL-002', subjectCode: 'SUBJ-0002' }
    expect(step(on(other))).toMatchObject({ refusal: { kind: 'otherVial', tag: tag(2), owner, toVerify: null } })
    const doubtful = { ...other, verify: { since: noon, why: 'restored', place: null } as const }
    expect(step(on(doubtful))).toMatchObject({ refusal: { kind: 'otherVial', toVerify: vialId(2) } })
    const named: OnReader = {
      kind: 'namedVial',
      tag: tag(3),
      vial: { ...owner, since: null },
      inOtherFacility: true,
      openProcedure: null,
    }
    expect(step(named)).toMatchObject({ refusal: { kind: 'otherVial', owner, toVerify: null } })
  })

  it('two tags, a tag that is nobody’s, and what is no tag are refused', () => {
    const tags = [tag(1), tag(2)]
    expect(step({ kind: 'several', tags, changed: true })).toEqual({
      kind: 'refused',
      refusal: { kind: 'severalTags', tags, changed: true },
    })
    expect(step({ kind: 'freeTag', tag: tag(4) })).toMatchObject({ refusal: { kind: 'freeTag', tag: tag(4) } })
    const badge = { kind: 'otherPurpose', tag: tag(5), purpose: 'badge' } as const
    expect(step(badge)).toEqual({ kind: 'refused', refusal: badge })
    const phone = { kind: 'unreadable', why: 'randomId' } as const
    expect(step(phone)).toEqual({ kind: 'refused', refusal: phone })
    const full = { kind: 'notSaved', why: 'full', detail: '' } as const
    expect(step(full)).toEqual({ kind: 'refused', refusal: full })
  })
})
