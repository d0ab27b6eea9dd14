import { describe, expect, it } from 'vitest'
import { type ConflictFacts, conflictKind } from '../../../../../../src/main/engine/features/conflicts/kinds'
import type { ProblemKind, ToldProblem } from '../../../../../../src/shared/acts/problems'
import type { ConflictKind } from '../../../../../../src/shared/model/conflict-kind'
import type { Procedure } from '../../../../../../src/shared/model/procedure'
import { assign } from '../../../../../support/builders/outbox'
import { accept, doneBy, elsewhere, here, prepare, refusedAs } from '../../../../../support/builders/refused'
import { noon, otherBench, store1234, tag, thisBench } from '../../../../../support/builders/store-1234'

const known = (change: Partial<Procedure> = {}): ConflictFacts => ({
  ownBenches: new Set([thisBench]),
  procedure: store1234(change),
  now: noon,
})
const kindOf = (problem: ToldProblem, change: Partial<Procedure> = {}, body = assign(1, 7)) =>
  conflictKind(refusedAs(body, problem), known(change))

/** Every kind that central answers, and what the bench itself parks with. A new one must be added here to compile. */
const meaning: Readonly<Record<Exclude<ProblemKind, 'wrongStatus' | 'alreadyTagged' | 'otherTag'>, ConflictKind>> = {
  tagUsed: 'tagUsedElsewhere',
  tagTwice: 'tagUsedElsewhere',
  notATag: 'unfitTag',
  tagReserved: 'unfitTag',
  placeTaken: 'placeTaken',
  placeTwice: 'placeTaken',
  unknownPlace: 'movedOn',
  canisterFull: 'movedOn',
  vialsUntagged: 'movedOn',
  vialsUnplaced: 'movedOn',
  behindRefused: 'movedOn',
  alreadyResolved: 'movedOn',
  notRefused: 'movedOn',
  unexplained: 'movedOn',
  notEntitled: 'rightWithdrawn',
  ownRequest: 'rightWithdrawn',
  outcomesMissing: 'deviceExecuting',
  alreadyDecided: 'deviceExecuting',
  otherDevice: 'deviceExecuting',
  wrongType: 'impossible',
  unknownVial: 'impossible',
  unknownProcedure: 'impossible',
  notWhatWasSeen: 'notAsSeen',
  noSuchVial: 'notAsSeen',
  otherVial: 'notAsSeen',
  otherFacilityMeant: 'cannotBeMade',
  unknownSubject: 'cannotBeMade',
  severalSubjects: 'cannotBeMade',
  alikeVial: 'cannotBeMade',
  vialsNotFree: 'cannotBeMade',
  nothingToVerify: 'movedOn',
  toBeVerified: 'movedOn',
  scanMissing: 'impossible',
  noSuchLoss: 'impossible',
  lossChanged: 'notAsSeen',
  unknownCanister: 'impossible',
  reasonMissing: 'impossible',
  malformed: 'impossible',
  otherBench: 'impossible',
  wrongHash: 'impossible',
  wrongSignature: 'impossible',
  idUsed: 'impossible',
  sequenceUsed: 'impossible',
  chainBroken: 'impossible',
  notAccepted: 'impossible',
  otherFacility: 'impossible',
}

describe('the kind of a conflict', () => {
  it.each(Object.entries(meaning))('%s is %s', (kind, expected) => {
    expect(kindOf({ kind })).toBe(expected)
  })

  it.each([
    ['CANCELLED', 'cancelledCentrally'],
    ['IN_PROGRESS', 'deviceExecuting'],
    ['COMPLETED', 'deviceExecuting'],
    ['FAILED', 'deviceExecuting'],
    ['CREATED', 'movedOn'],
    ['UNKNOWN', 'movedOn'],
    ['FROM_THE_FUTURE', 'movedOn'],
  ] as const)('a procedure that is %s at central is %s', (status, expected) => {
    expect(kindOf({ kind: 'wrongStatus', event: 'prepare', status })).toBe(expected)
  })

  it('is otherBench if another bench queued or accepted it; by the mirror too, where central does not say who', () => {
    const created = { kind: 'wrongStatus', event: 'prepare', status: 'CREATED' }
    expect(kindOf({ ...created, ...doneBy(elsewhere) }, {}, prepare)).toBe('otherBench')
    expect(kindOf(created, { preparedBy: elsewhere }, prepare)).toBe('otherBench')
    expect(kindOf(created, { acceptedBy: elsewhere }, accept)).toBe('otherBench')
    expect(kindOf({ ...created, ...doneBy(here) }, { preparedBy: elsewhere }, prepare)).toBe('movedOn')
    expect(kindOf({ kind: 'vialsUntagged', containerIds: [101], ...doneBy(elsewhere) }, {}, prepare)).toBe('otherBench')
  })

  it('tells a vial with another tag from two benches that are at it', () => {
    const tagged = { kind: 'alreadyTagged', containerId: 101, tag: tag(9), ...doneBy(elsewhere) }
    const claim = { benchId: otherBench, benchName: 'Bench 2', expiresAt: '2026-03-03T12:01:00.000Z' }
    expect(kindOf(tagged)).toBe('taggedOtherwise')
    expect(kindOf(tagged, { claim })).toBe('otherBench')
    expect(kindOf(tagged, { claim: { ...claim, expiresAt: '2026-03-03T11:59:00.000Z' } })).toBe('taggedOtherwise')
    expect(kindOf(tagged, { claim: { ...claim, benchId: thisBench } })).toBe('taggedOtherwise')
    expect(kindOf({ ...tagged, tag: tag(7) })).toBe('otherBench')
    expect(kindOf({ ...tagged, tag: tag(7), ...doneBy(here) })).toBe('movedOn')
  })

  it('has an answer for what a newer central has thought up', () => {
    expect(conflictKind(refusedAs(assign(1, 7), { kind: 'new' }, 'conflict'), known())).toBe('movedOn')
    expect(conflictKind(refusedAs(assign(1, 7), { kind: 'new' }, 'rejected'), known())).toBe('impossible')
    expect(conflictKind(refusedAs(assign(1, 7), { kind: 'toString' }, 'conflict'), known())).toBe('movedOn')
  })
})
