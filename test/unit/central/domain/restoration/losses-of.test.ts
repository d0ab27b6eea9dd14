import { describe, expect, it } from 'vitest'
import { type AtCentral, lossesOf } from '../../../../../src/central/domain/restoration/losses-of'
import type { SampleContainer } from '../../../../../src/shared/model/container'
import { subjectId } from '../../../../../src/shared/model/ids'
import { type Outcome, type Procedure, procedureStatuses } from '../../../../../src/shared/model/procedure'
import { aVial } from '../../../../support/builders/procedure'
import { noon, place, store1234, subject1, tag, vialId } from '../../../../support/builders/store-1234'

const container = (n: number, change: Partial<SampleContainer> = {}): SampleContainer => ({
  id: vialId(n),
  name: aVial(n).name,
  description: '',
  subject: subject1,
  tag: tag(n),
  taggedAt: noon,
  place: null,
  storedAt: null,
  version: 3,
  ...change,
})

/** Central with this procedure, or none under its number, and the vials that it knows. */
const central = (procedure: Procedure | undefined, containers: readonly SampleContainer[] = []): AtCentral => ({
  procedure,
  container: (id) => containers.find((each) => each.id === id),
})

const inStatus = (status: Procedure['status'], change: Partial<Procedure> = {}) =>
  store1234({ status, statusName: status, ...change })

const moved = (outcome: Outcome) => aVial(1, { tag: tag(1), place: place(1), outcome, outcomeAt: noon })
const waiting = aVial(1, { tag: tag(1), place: place(1) })
const stored = inStatus('COMPLETED', { vials: [moved('done')] })
const queued = inStatus('CREATED', { vials: [waiting] })
const retrieved = inStatus('COMPLETED', { type: 'RETRIEVAL', typeName: 'RETRIEVAL', vials: [moved('done')] })

describe('what central has lost of a procedure that a bench remembers', () => {
  it('is nothing where central has it as it is remembered, or further', () => {
    expect(lossesOf(queued, central(queued))).toEqual([])
    expect(lossesOf(queued, central({ ...stored, version: 1 }))).toEqual([])
  })

  it.each(procedureStatuses.flatMap((was) => procedureStatuses.map((is) => [was, is] as const)))(
    'of one that was %s, and is %s, whatever its version',
    (was, is) => {
      const order = { PENDING: 0, CREATED: 1, IN_PROGRESS: 2, COMPLETED: 3, CANCELLED: 3, FAILED: 3 }
      const isLost = order[was] > order[is] || (order[was] === order[is] && was !== is)
      const losses = lossesOf(inStatus(was, { version: 4 }), central(inStatus(is, { version: 9 })))
      expect(losses).toHaveLength(isLost ? 1 : 0)
      if (isLost) expect(losses[0]).toMatchObject({ kind: 'procedure', remembered: was, atCentral: is })
    },
  )

  it('names a procedure that is not there, or under whose number is another, with its subject, vials and tags', () => {
    const others = { ...queued, subject: { id: subjectId(2), code: 'SUBJ-0002' } }
    for (const there of [undefined, others]) {
      expect(lossesOf(queued, central(there)).slice(0, 1)).toMatchObject([
        { kind: 'procedure', subjectCode: 'SUBJ-0001', vials: [{ name: 'VL-001', tag: tag(1) }], atCentral: null },
      ])
    }
  })

  it('names a vial that lies in a tank where central is about to store it again', () => {
    const losses = lossesOf(stored, central(queued, [container(1)]))
    expect(losses[1]).toEqual({
      kind: 'vial',
      containerId: vialId(1),
      formerId: vialId(1),
      name: 'VL-001',
      subjectCode: 'SUBJ-0001',
      tag: tag(1),
      procedureId: stored.id,
      remembered: { kind: 'stored', place: place(1) },
      rememberedAt: noon,
      atCentral: { kind: 'out' },
    })
  })

  it('names a vial that was handed out and is in storage again', () => {
    const losses = lossesOf(retrieved, central(undefined, [container(1, { place: place(1), storedAt: noon })]))
    expect(losses[1]).toMatchObject({
      containerId: vialId(1),
      remembered: { kind: 'out' },
      atCentral: { kind: 'stored', place: place(1) },
    })
  })

  it('names a vial that central does not have, or has another one under its number', () => {
    const another = container(1, { subject: { id: subjectId(2), code: 'SUBJ-0002' } })
    for (const known of [[], [another]]) {
      expect(lossesOf(stored, central(undefined, known))[1]).toMatchObject({
        containerId: null,
        name: 'VL-001',
        remembered: { kind: 'stored', place: place(1) },
        atCentral: null,
      })
    }
  })

  it('names no vial that is where it is remembered, nor one that was not moved', () => {
    expect(lossesOf(stored, central(undefined, [container(1, { place: place(1), storedAt: noon })]))).toHaveLength(1)
    expect(lossesOf(queued, central(undefined, [container(1)]))).toHaveLength(1)
    expect(lossesOf(inStatus('FAILED', { vials: [moved('notDone')] }), central(queued, [container(1)]))).toHaveLength(1)
  })

  it('names vials with their tags on, whose procedure is not there, and none that central has', () => {
    const another = container(1, { subject: { id: subjectId(2), code: 'SUBJ-0002' } })
    const open = inStatus('PENDING', { vials: [waiting, aVial(2, { tag: null, place: null })] })
    for (const known of [[], [another]]) {
      expect(lossesOf(open, central(undefined, known)).slice(1)).toEqual([
        {
          kind: 'vial',
          containerId: null,
          formerId: vialId(1),
          name: 'VL-001',
          subjectCode: 'SUBJ-0001',
          tag: tag(1),
          procedureId: open.id,
          remembered: { kind: 'notStored' },
          rememberedAt: open.updatedAt,
          atCentral: null,
        },
      ])
    }
    // Its bench offers the tags again; a person who gave the procedure up gave them back; a retrieval has brought none.
    for (const [remembered, there] of [
      [open, inStatus('PENDING', { vials: [1, 2].map((n) => aVial(n, { tag: null, place: null })) })],
      [inStatus('CANCELLED', { vials: [waiting] }), undefined],
      [{ ...open, type: 'RETRIEVAL', typeName: 'RETRIEVAL' }, undefined],
    ] as const) {
      expect(lossesOf(remembered, central(there))).toHaveLength(1)
    }
  })

  it('never takes an outcome that nobody knew for certain', () => {
    const unknown = inStatus('FAILED', { vials: [moved('unknown')] })
    expect(lossesOf(unknown, central(queued, [container(1)]))[1]).toMatchObject({ remembered: { kind: 'unknown' } })
  })
})
