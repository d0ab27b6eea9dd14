import { describe, expect, it } from 'vitest'
import { make } from '../../../../../../src/main/engine/features/making/making'
import { actorAt, chosenPeople } from '../../../../../../src/main/engine/people/people'
import { benchProcedures } from '../../../../../../src/main/engine/procedures/procedures'
import { systemIds } from '../../../../../../src/platform/system-ports'
import { containerId } from '../../../../../../src/shared/model/ids'
import { tag } from '../../../../../support/builders/numbered'
import { thisBench } from '../../../../../support/builders/store-1234'
import { type AttentionRig, at3, attentive, toVerify } from '../attention/support'

const retrieve = ({ store, time }: AttentionRig) => {
  const people = chosenPeople(store)
  const bench = () => thisBench
  const procedures = benchProcedures({ store, clock: time, timers: time, bench, clockOffsetMs: () => 0 })
  return make(
    { store, procedures, people, ids: systemIds, whoActs: () => actorAt(people, thisBench), wrongClockMs: () => null },
    { type: 'RETRIEVAL', subjectCode: 'S-1', newVials: [], vials: [{ containerId: containerId(1), name: 'V-1' }] },
  )
}

describe('a vial that nobody knows for certain where it is', () => {
  it('has to be verified first; once it was verified here, only central has to confirm that', async () => {
    const rig = attentive([toVerify(1)])
    expect(retrieve(rig)).toMatchObject({ problem: { kind: 'vialsNotFree', why: 'toVerify', names: ['V-1'] } })
    rig.desk.open(containerId(1))
    rig.arrive(tag(1))
    const verifying = rig.desk.verify({
      containerId: containerId(1),
      seen: { name: 'V-1', subjectCode: 'S-1' },
      found: at3,
    })
    await rig.time.advance(3000)
    expect(await verifying).toMatchObject({ ok: true })
    expect(retrieve(rig)).toMatchObject({ problem: { kind: 'vialsNotFree', why: 'verifiedHere', names: ['V-1'] } })
  })
})
