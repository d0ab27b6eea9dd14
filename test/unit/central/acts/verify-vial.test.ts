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

  it('is a supervisor’s without a scan, and takes a reason', () => {
    const supervisor = { id: 'p-2', name: 'A. Haas', role: 'supervisor' } as const
    const by = { ...asker(), person: { ...asker().person, ...supervisor, id: asker().person.id } }
    const unscanned = { ...found, tag: null, found: { kind: 'notFound' }, reason: 'Searched' } as const
    const told = (body: VerifyVial, who: typeof by) => verifyVial.decide(body, factsOf(free), who)
    expect(told(unscanned, { ...by, person: { ...by.person, role: 'staff' } as never })).toMatchObject({
      problem: { problem: { kind: 'notEntitled' } },
    })
    expect(told(unscanned, by)).toMatchObject({
      ok: true,
      value: { effects: [{ kind: 'verifyVial', place: null, reason: 'Searched' }] },
    })
    expect(told({ ...unscanned, reason: undefined }, by)).toMatchObject({
      problem: { problem: { kind: 'scanMissing' } },
    })
    expect(told({ ...found, tag: null, reason: 'Tag broken' }, by)).toMatchObject({
      value: { effects: [{ place: place(1), reason: 'Tag broken' }] },
    })
  })

  it('can not be of a vial that was scanned and not found', () => {
    expect(problem({}, { found: { kind: 'notFound' } })).toBe('malformed')
  })

  it('is done where somebody else has found the same', () => {
    const done = { ...vial, verify: null, place: place(1), storedAt: noon }
    expect(decided({ container: () => done })).toEqual({ ok: true, value: { effects: [], version: 4 } })
    expect(problem({ container: () => done }, { found: { kind: 'out' } })).toBe('nothingToVerify')
  })

  it('answers the version from which on the vial is certain', () => {
    expect(decided()).toMatchObject({ value: { version: 5 } })
  })

  it('reads what it decides by', () => {
    expect(verifyVial.reads(found).map(({ kind }) => kind)).toEqual(['container', 'cane', 'canister', 'place'])
    expect(verifyVial.reads({ ...found, found: { kind: 'out' } }).map(({ kind }) => kind)).toEqual(['container'])
  })
})
