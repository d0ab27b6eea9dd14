import { describe, expect, it } from 'vitest'
import type { AtCentral } from '../../../../../src/central/domain/restoration/losses-of'
import { stillLost } from '../../../../../src/central/domain/restoration/still-lost'
import type { SampleContainer } from '../../../../../src/shared/model/container'
import { subjectId } from '../../../../../src/shared/model/ids'
import { type Procedure, procedureStatuses } from '../../../../../src/shared/model/procedure'
import type { LostThing } from '../../../../../src/shared/model/restoration'
import { aVial } from '../../../../support/builders/procedure'
import { noon, place, store1234, subject1, tag, vialId } from '../../../../support/builders/store-1234'

const nothing: AtCentral = { procedure: undefined, container: () => undefined }
const inStatus = (status: Procedure['status'], change: Partial<Procedure> = {}) =>
  store1234({ status, statusName: status, ...change })

const procedureThat = (remembered: string): LostThing => {
  const { id, typeName, subject, createdAt } = store1234()
  return {
    kind: 'procedure',
    procedureId: id,
    type: typeName,
    subjectCode: subject?.code ?? null,
    createdAt,
    vials: [{ containerId: vialId(1), name: 'VL-001', tag: tag(1) }],
    vialCount: 1,
    remembered,
    atCentral: null,
  }
}

const container = (change: Partial<SampleContainer> = {}): SampleContainer => ({
  id: vialId(1),
  name: 'VL-001',
  description: '',
  subject: subject1,
  tag: tag(1),
  taggedAt: noon,
  place: null,
  storedAt: null,
  version: 3,
  ...change,
})

const vialThat = (remembered: Extract<LostThing, { kind: 'vial' }>['remembered']): LostThing => ({
  kind: 'vial',
  containerId: vialId(1),
  name: 'VL-001',
  subjectCode: subject1.code,
  tag: tag(1),
  procedureId: store1234().id,
  remembered,
  rememberedAt: noon,
  atCentral: null,
})

describe('a procedure that an earlier restore had lost', () => {
  it.each(procedureStatuses.flatMap((was) => procedureStatuses.map((is) => [was, is] as const)))(
    'that was %s, and is %s',
    (was, is) => {
      const order = { PENDING: 0, CREATED: 1, IN_PROGRESS: 2, COMPLETED: 3, CANCELLED: 3, FAILED: 3 }
      const isThere = order[is] > order[was] || is === was
      const procedure = inStatus(is, { vials: [aVial(1, { tag: tag(1) })] })
      const still = stillLost(procedureThat(was), { ...nothing, procedure })
      expect(still).toEqual(isThere ? null : { ...procedureThat(was), atCentral: is })
    },
  )

  it('is lost where central has nothing, or another one, under its number', () => {
    const other = inStatus('COMPLETED', { subject: { id: subjectId(2), code: 'SUBJ-0002' } })
    const later = inStatus('COMPLETED', { createdAt: '2026-03-02T11:00:00.000Z' })
    for (const procedure of [undefined, other, later])
      expect(stillLost(procedureThat('CREATED'), { ...nothing, procedure })).toMatchObject({ atCentral: null })
  })

  it('is lost as long as its tags are', () => {
    const procedure = inStatus('PENDING', { vials: [aVial(1)] })
    expect(stillLost(procedureThat('PENDING'), { ...nothing, procedure })).toMatchObject({ atCentral: 'PENDING' })
  })
})

describe('a vial that an earlier restore had lost the move of', () => {
  const stored = { kind: 'stored', place: place(1) } as const
  const at = (found: SampleContainer | undefined): AtCentral => ({ ...nothing, container: () => found })

  it('is where it is remembered', () => {
    expect(stillLost(vialThat(stored), at(container({ place: place(1), storedAt: noon })))).toBeNull()
    expect(stillLost(vialThat({ kind: 'out' }), at(container()))).toBeNull()
  })

  it('is somewhere else for central', () => {
    expect(stillLost(vialThat(stored), at(container()))).toMatchObject({
      containerId: vialId(1),
      atCentral: { kind: 'out' },
    })
    expect(stillLost(vialThat({ kind: 'unknown' }), at(container()))).not.toBeNull()
  })

  it('is not there at all, or is another one by its number', () => {
    for (const found of [undefined, container({ name: 'VL-002' }), container({ subject: { ...subject1, code: 'X' } })])
      expect(stillLost(vialThat(stored), at(found))).toMatchObject({ containerId: null, atCentral: null })
  })
})
