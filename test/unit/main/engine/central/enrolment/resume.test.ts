import { expect, test } from 'vitest'
import { atStart } from '../../../../../../src/main/engine/central/enrolment/resume'
import type { Identity } from '../../../../../../src/main/engine/store/contract/profile'
import { benchId, facilityId } from '../../../../../../src/shared/model/ids'

const identity = (id: string): Identity => ({
  benchId: benchId(id),
  centralUrl: 'http://c',
  organizationName: 'Clinic',
  facilityId: facilityId(1),
  facilityName: 'Main',
})
const secrets = (id: string) => ({ benchId: benchId(id), token: 't', privateKeyPem: 'k' })
const ready = (id: string) => ({ kind: 'ready', credentials: secrets(id) })

test.each([
  ['a bench that nobody has enrolled', null, null, null, null, { kind: 'notEnrolled' }],
  ['one without an identity, whose secrets were left', null, null, 'a', null, { kind: 'notEnrolled' }],
  ['an enrolled one', 'a', null, 'a', null, ready('a')],
  ['one whose secrets are gone', 'a', null, null, null, { kind: 'keysLost' }],
  ['one whose secrets are of another bench', 'a', null, 'b', null, { kind: 'keysLost' }],
  ['a first enrolment, cut off before its secrets were kept', null, 'b', null, null, { kind: 'notEnrolled' }],
  ['a first enrolment, cut off after its secrets were kept', null, 'b', 'b', 'b', ready('b')],
  ['another enrolment, cut off before its secrets were kept', 'a', 'b', 'a', null, ready('a')],
  ['another enrolment, cut off between its secrets', 'a', 'b', null, null, { kind: 'keysLost' }],
  ['another enrolment, cut off after its secrets were kept', 'a', 'b', 'b', 'b', ready('b')],
] as const)('%s', (_name, own, pending, kept, adopts, bench) => {
  expect(
    atStart({
      identity: own === null ? null : identity(own),
      pending: pending === null ? null : identity(pending),
      credentials: kept === null ? null : secrets(kept),
    }),
  ).toEqual({ adopts: adopts === null ? null : identity(adopts), bench })
})
