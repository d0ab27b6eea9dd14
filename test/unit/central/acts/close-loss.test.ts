import { describe, expect, it } from 'vitest'
import { closeLoss } from '../../../../src/central/acts/close-loss'
import { procedureId } from '../../../../src/shared/model/ids'
import type { Loss, LostThing } from '../../../../src/shared/model/restoration'
import { lostDigest } from '../../../../src/trust'
import { asker, factsOf } from '../../../support/builders/central-acts'
import { noon, place, tag, vialId } from '../../../support/builders/store-1234'

const lostVial: LostThing = {
  kind: 'vial',
  containerId: null,
  name: 'VL-001',
  subjectCode: 'SUBJ-0001',
  tag: tag(7),
  procedureId: procedureId(54),
  remembered: { kind: 'stored', place: place(1) },
  rememberedAt: noon,
  atCentral: null,
}
const loss = (thing: LostThing, closed: Loss['closed'] = null): Loss => ({
  id: 'loss-1',
  restorationId: 'restoration-1',
  thing,
  rememberedBy: 'Bench 1',
  toldAt: noon,
  closed,
})
const decided = (found: Loss | undefined, seen?: string) =>
  closeLoss.decide(
    { kind: 'loss.close', lossId: 'loss-1', name: 'VL-001', seenDigest: seen, reason: 'Stored anew' },
    factsOf({ loss: () => found }),
    asker(),
  )

describe('closing a loss, at central', () => {
  it('keeps who closed it, and why', () => {
    expect(decided(loss(lostVial))).toMatchObject({
      value: { effects: [{ kind: 'closeLoss', closed: { by: asker().actor, reason: 'Stored anew' } }] },
    })
  })

  it('is done where it is closed already', () => {
    expect(decided(loss(lostVial, { by: null, at: noon, reason: null }))).toEqual({
      ok: true,
      value: { effects: [], version: null },
    })
  })

  it('is refused where it is another than the person saw: at another place, of another subject', () => {
    const seen = lostDigest(lostVial)
    expect(decided(loss(lostVial), seen)).toMatchObject({ ok: true })
    const changed: readonly LostThing[] = [
      { ...lostVial, remembered: { kind: 'stored', place: place(2) } },
      { ...lostVial, subjectCode: 'SUBJ-0002' },
      { ...lostVial, tag: tag(8) },
    ]
    for (const thing of changed) {
      expect(decided(loss(thing), seen)).toMatchObject({
        problem: { problem: { kind: 'lossChanged', name: 'VL-001' } },
      })
    }
  })

  it('is refused for what central does not have, and for a vial that has to be scanned', () => {
    expect(decided(undefined)).toMatchObject({ problem: { problem: { kind: 'noSuchLoss' } } })
    const known = loss({ ...lostVial, containerId: vialId(1) })
    expect(decided(known)).toMatchObject({ problem: { problem: { kind: 'toBeVerified', name: 'VL-001' } } })
  })
})
