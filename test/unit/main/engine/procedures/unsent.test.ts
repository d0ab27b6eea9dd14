import { describe, expect, it } from 'vitest'
import { overlay } from '../../../../../src/main/engine/procedures/overlay'
import { unsentWork } from '../../../../../src/main/engine/procedures/unsent'
import type { OutboxEntry } from '../../../../../src/main/engine/store/contract/outbox'
import { procedureId } from '../../../../../src/shared/model/ids'
import type { Procedure } from '../../../../../src/shared/model/procedure'
import { assign, entry, release } from '../../../../support/builders/outbox'
import { cane1, place, store1234, tag, vial, vialId } from '../../../../support/builders/store-1234'

function worked(procedure: Procedure, entries: readonly OutboxEntry[]) {
  return unsentWork(
    () => [procedure.id],
    () => ({ mirrored: procedure, foreseen: overlay(procedure, entries).procedure }),
  )
}

describe("this bench's unsent work", () => {
  it('owns the tags and places that it has taken', () => {
    const unsent = worked(store1234(), [entry(assign(1, 7, 4))])
    expect(unsent.tag(tag(7))).toMatchObject({
      containerId: vialId(1),
      containerName: 'VL-001',
      subjectCode: 'SUBJ-0001',
    })
    expect(unsent.places(cane1).planned).toEqual(new Set([4]))
  })

  it('says nothing of tags that it has not touched', () => {
    expect(worked(store1234(), [entry(assign(1, 7))]).tag(tag(8))).toBeNull()
  })

  it('frees a tag and a place that central still believes taken', () => {
    const procedure = store1234({ vials: [vial(1, { tag: tag(7), place: place(4) }), vial(2)] })
    const unsent = worked(procedure, [entry(release(1, 7))])
    expect(unsent.tag(tag(7))).toBe('freed')
    expect(unsent.places(cane1)).toEqual({ planned: new Set(), freed: new Set([4]) })
  })

  it('does not free a tag that went from one vial to the next', () => {
    const procedure = store1234({ vials: [vial(1, { tag: tag(7), place: place(4) }), vial(2)] })
    const unsent = worked(procedure, [entry(release(1, 7)), entry(assign(2, 7, 4))])
    expect(unsent.tag(tag(7))).toMatchObject({ containerId: vialId(2) })
    expect(unsent.places(cane1).planned).toEqual(new Set([4]))
  })

  it('is looked up anew only for the procedure that was touched, or after everything was forgotten', () => {
    const looked: number[] = []
    const procedure = store1234()
    let entries: readonly OutboxEntry[] = []
    const unsent = unsentWork(
      () => [procedure.id],
      (id) => {
        looked.push(id)
        return { mirrored: procedure, foreseen: overlay(procedure, entries).procedure }
      },
    )
    unsent.tag(tag(7))
    unsent.tag(tag(7))
    expect(looked).toHaveLength(1)
    entries = [entry(assign(1, 7))]
    unsent.touch(procedure.id)
    expect(unsent.tag(tag(7))).not.toBeNull()
    unsent.forget()
    unsent.tag(tag(7))
    expect(looked).toHaveLength(3)
  })

  it('is looked up in pieces beforehand, and whole by the question that comes before the last piece', () => {
    const procedures = Array.from({ length: 9 }, (_, index) => store1234({ id: procedureId(index + 1) }))
    const looked: number[] = []
    const unsent = unsentWork(
      () => procedures.map(({ id }) => id),
      (id) => {
        looked.push(id)
        const mirrored = store1234({ id })
        return { mirrored, foreseen: overlay(mirrored, [entry(assign(1, id))]).procedure }
      },
    )
    const thrice = () => {
      let left = 3
      return () => left-- > 0
    }
    expect(unsent.refresh(thrice())).toBe(true)
    expect(looked).toHaveLength(3)
    expect(unsent.refresh(thrice())).toBe(true)
    expect(unsent.tag(tag(9))).not.toBeNull()
    expect(looked).toHaveLength(9)
    expect(unsent.refresh(thrice())).toBe(false)
    expect(looked).toHaveLength(9)
  })
})
