import fc from 'fast-check'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { asMade, numberedAct, numberedVial, unnumberedAct } from '../../../../src/shared/acts/made'
import { isAsSeen } from '../../../../src/shared/acts/seen'
import { procedureId } from '../../../../src/shared/model/ids'
import { isUnnumbered, madeNumber, madeVialNumber } from '../../../../src/shared/model/made'
import { seenOf } from '../../../../src/trust'
import { assign } from '../../../support/builders/outbox'
import { store1234, vialId } from '../../../support/builders/store-1234'

const uuid = fc.integer({ min: 0 }).map(() => v7())

describe('the numbers of what has none yet', () => {
  it('are below zero, whole, and follow from the UUID', () => {
    fc.assert(
      fc.property(uuid, fc.nat(999), (id, nth) => {
        for (const number of [madeNumber(id), madeVialNumber(id, nth)]) {
          expect(Number.isSafeInteger(number)).toBe(true)
          expect(isUnnumbered(number)).toBe(true)
        }
        expect(madeNumber(id.toUpperCase())).toBe(madeNumber(id))
      }),
    )
  })

  it('are different for each of a thousand vials', () => {
    const id = v7()
    expect(new Set(Array.from({ length: 1000 }, (_, nth) => madeVialNumber(id, nth))).size).toBe(1000)
  })

  it('at the ends of chance too', () => {
    expect(madeNumber('00000000-0000-7000-8000-000000000000')).toBe(-1)
    expect(Number.isSafeInteger(madeNumber('ffffffff-ffff-7fff-bfff-ffffffffffff'))).toBe(true)
    expect(Number.isSafeInteger(madeVialNumber('ffffffff-ffff-7fff-bfff-ffffffffffff', 999))).toBe(true)
  })
})

describe('an act on what was made at a bench', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  const plain = store1234()
  // The last one was there already, and has its number in either form.
  const numbered = { ...plain, made: { id, subjectCode: 'subj', newVials: plain.vials.length - 1 } }

  it('names the same by either numbers, and goes there and back', () => {
    const body = { ...assign(1, 7), procedureId: numbered.id }
    const before = unnumberedAct(body, numbered)
    expect(before).toMatchObject({ procedureId: madeNumber(id), containerId: madeVialNumber(id, 0) })
    expect(numberedAct(before, numbered)).toEqual(body)
    expect(numberedAct(body, numbered)).toEqual(body)
  })

  it('leaves a vial that was there already, and any other number, as it is', () => {
    const last = numbered.vials.at(-1)?.containerId ?? vialId(1)
    expect(unnumberedAct({ ...assign(1, 7), containerId: last }, numbered)).toMatchObject({ containerId: last })
    expect(numberedVial(numbered, madeVialNumber(id, 999))).toBe(madeVialNumber(id, 999))
    expect(numberedAct(assign(1, 7), plain)).toEqual(assign(1, 7))
  })

  it('is seen as the bench has shown it, without its time, and as it is called now', () => {
    const shown = { ...asMade(numbered), createdAt: '2020-01-01T00:00:00.000Z' }
    expect(seenOf(shown, []).digest).toBe(seenOf(asMade(numbered), []).digest)
    expect(seenOf(shown, []).digest).not.toBe(seenOf(numbered, []).digest)
    const body = { ...unnumberedAct(assign(1, 7), numbered), seen: seenOf(shown, [madeVialNumber(id, 0)]) }
    expect(isAsSeen(numberedAct(body, numbered).seen, numbered)).toBe(true)
    const foreign = { ...body, seen: { ...body.seen, subjectCode: 'OTHER' } }
    expect(isAsSeen(numberedAct(foreign, numbered).seen, numbered)).toBe(false)
    expect(asMade(plain)).toBe(plain)
    expect(isUnnumbered(procedureId(1))).toBe(false)
  })
})
