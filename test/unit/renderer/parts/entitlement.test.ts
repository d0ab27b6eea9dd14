import { expect, it } from 'vitest'
import { entitlementTo } from '../../../../src/renderer/parts/entitlement'
import { personId } from '../../../../src/shared/model/ids'
import { aPerson } from '../../../support/builders/procedure'

const staff = aPerson()
const supervisor = aPerson({ id: personId('p2'), name: 'A. Schneider', role: 'supervisor' })
const others = ['A. Schneider']

it.each([
  ['conflict.resolve', staff, { kind: 'may' }],
  ['conflict.override', supervisor, { kind: 'may' }],
  ['conflict.override', staff, { kind: 'mayNot', why: { kind: 'notEntitled', why: 'onlySupervisor' }, others }],
  ['backup.restore', null, { kind: 'mayNot', why: { kind: 'nobodySignedIn' }, others }],
] as const)('names who may use %s instead', (right, current, answer) => {
  expect(entitlementTo(right, current, [staff, supervisor])).toEqual(answer)
})
