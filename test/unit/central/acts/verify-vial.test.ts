import { describe, expect, it } from 'vitest'
import type { ActFacts } from '../../../../src/central/acts/facts'
import { verifyVial } from '../../../../src/central/acts/verify-vial'
import type { VerifyVial } from '../../../../src/shared/acts/verify-vial'
import type { SampleContainer } from '../../../../src/shared/model/container'
import { asker, factsOf } from '../../../support/builders/central-acts'
import { cane1, noon, place, subject1, tag, vialId } from '../../../support/builders/store-1234'

const vial: SampleContainer = {
  id: vialId(1),
  name: 'VL-001',
  description: '',
  subject: subject1,
  tag: tag(7),
  taggedAt: noon,
  place: null,
  storedAt: null,
  verify: { since: noon, why: 'restored', place: place(1) },
  version: 4,
}
const found: VerifyVial = {
  kind: 'vial.verify',
  containerId: vialId(1),
  name: 'VL-001',
  subjectCode: subject1.code,
  tag: tag(7),
  found: { kind: 'stored', place: place(1) },
}
const free: Partial<ActFacts> = {
  container: () => vial,
  cane: () => ({ ...cane1, capacity: 5 }),
  canister: () => ({ caneLimit: 10, canes: 1 }),
  isTaken: () => false,
}
const decided = (facts: Partial<ActFacts> = {}, change: Partial<VerifyVial> = {}) =>
  verifyVial.decide({ ...found, ...change }, factsOf({ ...free, ...facts }), asker())
const problem = (facts: Partial<ActFacts>, change: Partial<VerifyVial> = {}) => {
  const result = decided(facts, change)
  return result.ok ? null : result.problem.problem.kind
}

describe('verifying a vial, at central', () => {
  it('makes its place what the person has found', () => {
    expect(decided()).toMatchObject({ ok: true, value: { effects: [{ kind: 'verifyVial', vial, place: place(1) }] } })
    expect(decided({}, { found: { kind: 'out' } })).toMatchObject({ value: { effects: [{ place: null }] } })
  })

  it('may find it at the place that is held for it, and at any free one', () => {
    expect(problem({ isTaken: () => true })).toBeNull()
    expect(problem({}, { found: { kind: 'stored', place: place(2) } })).toBeNull()
    expect(problem({ isTaken: () => true }, { found: { kind: 'stored', place: place(2) } })).toBe('placeTaken')
    expect(problem({ cane: () => undefined })).toBe('unknownPlace')
  })

  it('is refused without the vial, for another one, with another tag, and where nothing is in doubt', () => {
    expect(problem({ container: () => undefined })).toBe('noSuchVial')
    expect(problem({ container: () => ({ ...vial, name: 'VL-002' }) })).toBe('otherVial')
    expect(problem({ container: () => ({ ...vial, subject: { ...subject1, code: 'SUBJ-0002' } }) })).toBe('otherVial')
    expect(problem({ container: () => ({ ...vial, tag: tag(8) }) })).toBe('otherTag')
    expect(problem({ container: () => ({ ...vial, verify: null }) })).toBe('nothingToVerify')
  })

  it('reads what it decides by', () => {
    expect(verifyVial.reads(found).map(({ kind }) => kind)).toEqual(['container', 'cane', 'canister', 'place'])
    expect(verifyVial.reads({ ...found, found: { kind: 'out' } }).map(({ kind }) => kind)).toEqual(['container'])
  })
})
