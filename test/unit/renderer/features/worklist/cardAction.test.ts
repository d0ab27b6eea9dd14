import { describe, expect, it } from 'vitest'
import { cardAction } from '../../../../../src/renderer/features/worklist/cardAction'
import { aProcedure } from '../../../../support/builders/procedure'
import { anEntry } from '../../../../support/builders/snapshots'

describe('what a card offers', () => {
  it.each([
    ['STORE', 'PENDING', false, 'start'],
    ['STORE', 'PENDING', true, 'continue'],
    ['RETRIEVAL', 'PENDING', false, 'review'],
    ['STORE', 'CREATED', false, 'open'],
    ['UNKNOWN', 'PENDING', false, 'open'],
    ['REFILL', 'IN_PROGRESS', false, 'open'],
  ] as const)('%s, %s, begun: %s', (type, status, resumable, action) => {
    expect(cardAction(anEntry({ procedure: aProcedure({ type, status }), resumable }))).toBe(action)
  })
})
