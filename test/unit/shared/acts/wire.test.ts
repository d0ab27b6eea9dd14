import { describe, expect, it } from 'vitest'
import type { ActBody, ActKind } from '../../../../src/shared/acts'
import { acts } from '../../../../src/shared/acts/table'
import { actBody } from '../../../../src/shared/acts/wire'
import { containerId, facilityId, intentId, storageId } from '../../../../src/shared/model/ids'
import { assign, release } from '../../../support/builders/outbox'
import { accept, cancel, id, prepare } from '../../../support/builders/refused'
import { place, tag, vialId } from '../../../support/builders/store-1234'

const conflictId = intentId('01890a5d-ac96-774b-bcce-b302099a8057')
const bodies: Readonly<Record<ActKind, ActBody>> = {
  'procedure.create': {
    kind: 'procedure.create',
    madeId: '01890a5d-ac96-774b-bcce-b302099a8057',
    facilityId: facilityId(1),
    type: 'STORE',
    subjectCode: 'SUBJ-0001',
    newVials: [{ name: 'VL-001', description: 'Straw' }],
    vials: [{ containerId: vialId(1), name: 'VL-000' }],
  },
  'tag.assign': assign(1, 7),
  'tag.release': release(1, 7),
  'procedure.prepare': prepare,
  'procedure.accept': accept,
  'procedure.cancel': cancel,
  'procedure.end': {
    kind: 'procedure.end',
    procedureId: id,
    reason: 'The device is silent',
    outcomes: [{ containerId: containerId(1), outcome: 'unknown' }],
  },
  'cane.add': { kind: 'cane.add', storageId: storageId(1), canister: 'C1', cane: 'NEW' },
  'vial.verify': {
    kind: 'vial.verify',
    containerId: vialId(1),
    name: 'VL-001',
    subjectCode: 'SUBJ-0001',
    tag: tag(7),
    found: { kind: 'stored', place: place(1) },
  },
  'loss.close': { kind: 'loss.close', lossId: 'loss-1', name: 'VL-001', reason: 'Asked for again' },
  'conflict.resolve': {
    kind: 'conflict.resolve',
    conflictId,
    conflictKind: 'movedOn',
    about: { kind: 'procedure', procedureId: id },
    covers: [conflictId],
    withdrawn: [],
    choice: 'keepCentral',
    reason: null,
  },
}

describe("an act's body on the wire", () => {
  it.each(Object.values(bodies))('$kind is read as it was written', (body) => {
    expect(actBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body)
  })

  it.each(Object.values(bodies))('$kind is not read without any of its fields', (body) => {
    for (const field of Object.keys(body)) {
      expect(actBody.safeParse({ ...body, [field]: undefined }).success, field).toBe(false)
    }
  })

  it('of a kind that nobody knows is none', () => {
    expect(actBody.safeParse({ ...bodies['procedure.prepare'], kind: 'procedure.mend' }).success).toBe(false)
    expect(Object.keys(bodies).sort()).toEqual(Object.keys(acts).sort())
  })
})
