import { describe, expect, it } from 'vitest'
import { entitlement } from '../../../../../src/renderer/features/review/entitlement'
import { personId } from '../../../../../src/shared/model/ids'
import { aPerson, aProcedure, asActor } from '../../../../support/builders/procedure'

const staff = aPerson()
const supervisor = aPerson({ id: personId('p2'), name: 'A. Lindqvist', role: 'supervisor' })
const retrieval = aProcedure({ type: 'RETRIEVAL' })

describe('who may decide on a retrieval', () => {
  it('a supervisor', () => {
    expect(entitlement(retrieval, supervisor, [])).toEqual({ kind: 'may' })
  })

  it('nobody else, and the screen says who can', () => {
    const others = ['A. Lindqvist']
    const why = { kind: 'notEntitled', why: 'onlySupervisor' }
    expect(entitlement(retrieval, staff, [staff, supervisor])).toEqual({ kind: 'mayNot', why, others })
    const nobody = { kind: 'mayNot', why: { kind: 'nobodySignedIn' }, others }
    expect(entitlement(retrieval, null, [staff, supervisor])).toEqual(nobody)
  })

  it('not the one who asked for it or prepared it', () => {
    const own = aProcedure({ type: 'RETRIEVAL', requestedBy: asActor(supervisor) })
    expect(entitlement(own, supervisor, [])).toEqual({ kind: 'ownRequest' })
    const prepared = aProcedure({ type: 'RETRIEVAL', preparedBy: asActor(supervisor) })
    expect(entitlement(prepared, supervisor, [])).toEqual({ kind: 'ownRequest' })
  })
})
