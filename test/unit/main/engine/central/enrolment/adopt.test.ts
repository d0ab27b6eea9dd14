import { expect, test, vi } from 'vitest'
import { adopt } from '../../../../../../src/main/engine/central/enrolment/adopt'
import { benchId, facilityId, procedureId } from '../../../../../../src/shared/model/ids'
import { newBenchKey } from '../../../../../../src/trust'
import { opened, signer, staff } from '../../store/support'

test('an identity that the disk refuses is not signed with; one that it takes is', () => {
  const store = opened()
  const another = benchId('01890000-0000-7000-8000-0000000000ff')
  const signedBy = () =>
    store.outbox.enqueue({
      body: { kind: 'procedure.prepare', procedureId: procedureId(1) },
      actor: staff,
    }).benchId
  const house = { organizationName: 'Clinic', facilityId: facilityId(1), facilityName: 'Main' }
  const enrolled = {
    identity: { ...house, benchId: another, centralUrl: 'http://central.example' },
    credentials: { benchId: another, token: 't', privateKeyPem: newBenchKey().privateKeyPem },
  }
  vi.spyOn(store.profile, 'saveIdentity').mockImplementationOnce(() => {
    throw new Error('database or disk is full')
  })
  expect(() => adopt(store, enrolled)).toThrow()
  expect(signedBy()).toBe(signer.benchId)
  adopt(store, enrolled)
  expect(signedBy()).toBe(another)
  expect(new Set(store.outbox.nextBatch(10, 0).map(({ envelope }) => envelope.benchId))).toEqual(new Set([another]))
})
