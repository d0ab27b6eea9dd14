import { describe, expect, it } from 'vitest'
import { approvals } from '../../../../../../src/main/engine/features/approvals/approvals'
import { actorAt, chosenPeople } from '../../../../../../src/main/engine/people/people'
import { benchProcedures } from '../../../../../../src/main/engine/procedures/procedures'
import { personId, procedureId, subjectId } from '../../../../../../src/shared/model/ids'
import type { Procedure } from '../../../../../../src/shared/model/procedure'
import { shownOf } from '../../../../../../src/shared/views/shown'
import { store1234, thisBench } from '../../../../../support/builders/store-1234'
import { FakeTime } from '../../readers/support/fake-time'
import { tempFile } from '../../store/support'
import { fill, storeAt, usualChanges } from '../tagging/support'

const id = procedureId(1234)
const supervisor = { id: personId('p-super'), name: 'A. Haas', role: 'supervisor' } as const
const asked = (change: Partial<Procedure> = {}) => store1234({ type: 'RETRIEVAL', ...change })

function approving(
  procedure: Procedure,
  person: 'p-super' | 'p-staff' = 'p-super',
  wrongClockMs: number | null = null,
) {
  const store = storeAt(tempFile())
  fill(store, [
    ...usualChanges.slice(0, 3),
    { entity: 'person', body: supervisor },
    { entity: 'procedure', body: procedure },
  ])
  const time = new FakeTime()
  const people = chosenPeople(store)
  people.switchTo(personId(person))
  const procedures = benchProcedures({
    store,
    clock: time,
    timers: time,
    bench: () => thisBench,
    clockOffsetMs: () => null,
  })
  const whoActs = () => actorAt(people, thisBench)
  return { store, use: approvals({ procedures, people, clock: time, whoActs, wrongClockMs: () => wrongClockMs }) }
}

describe('a retrieval', () => {
  it('is queued here as soon as a supervisor accepts it, and central is asked', () => {
    const { store, use } = approving(asked())
    expect(use.accept(id)).toMatchObject({ ok: true, value: { status: 'CREATED', acceptedBy: { name: 'A. Haas' } } })
    expect(store.outbox.unsettled(id).map((entry) => entry.body.kind)).toEqual(['procedure.accept'])
    expect(use.accept(id)).toMatchObject({ problem: { kind: 'wrongStatus', status: 'CREATED' } })
  })

  it("is not staff's to accept, refuse or withdraw", () => {
    const { store, use } = approving(asked(), 'p-staff')
    expect(use.accept(id)).toEqual({ ok: false, problem: { kind: 'notEntitled', why: 'onlySupervisor' } })
    expect(use.cancel(id, 'no')).toEqual({ ok: false, problem: { kind: 'notEntitled', why: 'onlySupervisor' } })
    expect(store.outbox.summary().waiting).toBe(0)
  })

  it('is not accepted by the one who asked for it', () => {
    const by = { kind: 'person', personId: supervisor.id, name: supervisor.name, benchId: thisBench } as const
    expect(approving(asked({ requestedBy: by })).use.accept(id)).toEqual({
      ok: false,
      problem: { kind: 'ownRequest', name: 'A. Haas' },
    })
  })

  it('that came to be under the finger in place of another one is neither accepted, refused nor ended', () => {
    const { store, use } = approving(asked())
    const other = shownOf(asked({ subject: { id: subjectId(9), code: 'ANOTHER' } }))
    const further = shownOf(asked({ status: 'CREATED' }))
    const refusal = { ok: false, problem: { kind: 'changedMeanwhile' } }
    expect(use.accept(id, other)).toEqual(refusal)
    expect(use.cancel(id, 'wrong subject', further)).toEqual(refusal)
    expect(use.end(id, 'silent', [], other)).toEqual(refusal)
    expect(store.outbox.summary().waiting).toBe(0)
    expect(use.accept(id, shownOf(asked()))).toMatchObject({ ok: true })
  })

  it.each(['PENDING', 'CREATED'] as const)('that is %s is cancelled with a reason', (status) => {
    const { use } = approving(asked({ status }))
    expect(use.cancel(id, 'wrong subject')).toMatchObject({ value: { status: 'CANCELLED', reason: 'wrong subject' } })
  })

  it('is neither accepted nor cancelled while the clock is wrong: nothing is signed', () => {
    const { store, use } = approving(asked(), 'p-super', 400_000)
    const refusal = { ok: false, problem: { kind: 'clockWrong', offsetMs: 400_000 } }
    expect(use.accept(id)).toEqual(refusal)
    expect(use.cancel(id, 'wrong subject')).toEqual(refusal)
    expect(store.outbox.summary().waiting).toBe(0)
  })

  it('that a device works on is not', () => {
    expect(approving(asked({ status: 'IN_PROGRESS' })).use.cancel(id, 'late')).toMatchObject({
      problem: { kind: 'wrongStatus' },
    })
  })

  it('that is a STORE is not accepted, and one that is unknown neither', () => {
    expect(approving(store1234()).use.accept(id)).toMatchObject({ problem: { kind: 'wrongType' } })
    expect(approving(asked()).use.accept(procedureId(9))).toEqual({ ok: false, problem: { kind: 'noSuchProcedure' } })
  })
})
