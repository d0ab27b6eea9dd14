import { expect, test } from 'vitest'
import { place } from '../../../src/shared/api/fields'
import { givenForm } from '../../../src/shared/model/given'
import { canonicalJson, givenDigest } from '../../../src/trust'
import { tagOf } from '../../support/builders/procedure'
import { procedure, ready } from '../../support/builders/procedure-events'

const vial = ready(1)
const given = procedure('STORE', 'CREATED', { vials: [vial] })
const otherwise = (change: object) => ({ ...given, ...change })

test('the form is canonical, byte for byte', () => {
  const { id, createdAt, subject } = given
  expect(canonicalJson(givenForm(otherwise({ vials: [{ ...vial, tag: null, place: null }] })))).toBe(
    `{"createdAt":"${createdAt}","form":"cryobench/given/v1","procedureId":${id},"storageId":null,"subjectCode":"${subject?.code}","type":"STORE",` +
      `"vials":[{"containerId":${vial.containerId},"name":"${vial.name}","place":null,"tag":null}]}`,
  )
})

test.each([
  ['number', { id: 7_777 }],
  ['subject', { subject: { id: 9, code: 'OTHER' } }],
  ['type', { typeName: 'RETRIEVAL' }],
  ['time', { createdAt: '2025-01-01T00:00:00.000Z' }],
  ['vial', { vials: [{ ...vial, name: 'Other' }] }],
  ['tag', { vials: [{ ...vial, tag: tagOf('E2000000000000000000FFFF') }] }],
  ['place', { vials: [{ ...vial, place: place.parse({ storageId: 2, canister: 'Z', cane: 'Z', position: 9 }) }] }],
])('another %s is another digest', (_, change) => {
  expect(givenDigest(otherwise(change))).not.toBe(givenDigest(given))
})

test('how far it has come, and by whom, makes no other', () => {
  const later = otherwise({
    status: 'IN_PROGRESS',
    statusName: 'IN_PROGRESS',
    version: 99,
    updatedAt: '2030-01-01T00:00:00.000Z',
    vials: given.vials.map((each) => ({ ...each, outcome: 'done' })),
  })
  expect(givenDigest(later)).toBe(givenDigest(given))
})
