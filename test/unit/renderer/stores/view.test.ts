import { beforeEach, describe, expect, it } from 'vitest'
import { go, goBack, routeOf, useView } from '../../../../src/renderer/stores/view'
import { procedureId } from '../../../../src/shared/model/ids'
import { aProcedure } from '../../../support/builders/procedure'

beforeEach(() => useView.setState(useView.getInitialState()))

describe('where a card leads', () => {
  it.each([
    ['STORE', 'PENDING', 'tagging'],
    ['STORE', 'CREATED', 'procedure'],
    ['RETRIEVAL', 'PENDING', 'procedure'],
    ['REFILL', 'IN_PROGRESS', 'procedure'],
    ['UNKNOWN', 'PENDING', 'procedure'],
  ] as const)('a %s that is %s: %s', (type, status, route) => {
    expect(routeOf(aProcedure({ type, status })).kind).toBe(route)
  })
})

describe('going', () => {
  it('remembers the way back, and ends at the worklist', () => {
    go({ kind: 'devices' })
    go({ kind: 'procedure', procedureId: procedureId(1) })
    goBack()
    expect(useView.getState().route).toEqual({ kind: 'devices' })
    goBack()
    goBack()
    expect(useView.getState().route).toEqual({ kind: 'worklist' })
  })

  it('to where one is leaves the way back alone', () => {
    go({ kind: 'devices' })
    go({ kind: 'devices' })
    goBack()
    expect(useView.getState().route).toEqual({ kind: 'worklist' })
  })

  it('tells two procedures apart', () => {
    go({ kind: 'procedure', procedureId: procedureId(1) })
    go({ kind: 'procedure', procedureId: procedureId(2) })
    goBack()
    expect(useView.getState().route).toEqual({ kind: 'procedure', procedureId: 1 })
  })
})
