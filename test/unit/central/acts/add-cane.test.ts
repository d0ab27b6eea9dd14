import { describe, expect, it } from 'vitest'
import { addCane } from '../../../../src/central/acts/add-cane'
import type { ActFacts } from '../../../../src/central/acts/facts'
import { asker, factsOf } from '../../../support/builders/central-acts'
import { cane1 } from '../../../support/builders/store-1234'

const decided = (facts: Partial<ActFacts>) => addCane.decide({ kind: 'cane.add', ...cane1 }, factsOf(facts), asker())
const room = { caneLimit: 2, canes: 1, usualCapacity: 7, tankName: 'Tank A' }

describe('adding a cane, at central', () => {
  it("makes one as long as the tank's other canes", () => {
    expect(decided({ room: () => room, cane: () => undefined })).toEqual({
      ok: true,
      value: { version: null, effects: [{ kind: 'addCane', cane: { ...cane1, capacity: 7 } }] },
    })
  })

  it('does nothing where it is there already, however full the canister is', () => {
    const facts = { room: () => ({ ...room, canes: 2 }), cane: () => ({ ...cane1, capacity: 7 }) }
    expect(decided(facts)).toEqual({ ok: true, value: { version: null, effects: [] } })
  })

  it('is refused where the tank of that number is called otherwise now, even if it has such a cane', () => {
    const facts = factsOf({ room: () => room, cane: () => ({ ...cane1, capacity: 7 }) })
    const named = (tankName: string) => addCane.decide({ kind: 'cane.add', ...cane1, tankName }, facts, asker())
    expect(named('Tank A')).toMatchObject({ ok: true })
    expect(named('Tank B')).toEqual({
      ok: false,
      problem: {
        problem: { kind: 'notWhatWasSeen', seen: { tankName: 'Tank B' }, central: { tankName: 'Tank A' } },
        against: null,
      },
    })
  })

  it('is refused where there is no canister, or no room in it', () => {
    expect(decided({ room: () => undefined })).toMatchObject({
      problem: { problem: { kind: 'unknownCanister', storageId: 1, canister: 'C1' }, against: null },
    })
    expect(decided({ room: () => ({ ...room, canes: 2 }), cane: () => undefined })).toMatchObject({
      problem: { problem: { kind: 'canisterFull', canister: 'C1', caneLimit: 2 } },
    })
  })
})
