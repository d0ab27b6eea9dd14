import { describe, expect, it } from 'vitest'
import { type Draft, withNameBefore, withoutVial, withRead, withVial } from '../../../../src/renderer/stores/making'
import type { OnReader } from '../../../../src/shared/views/inventory'
import { tagOf } from '../../../support/builders/procedure'
import { aRow } from '../../../support/builders/snapshots'

const tag = (n: number) => tagOf(`E280116060000000000${n}`)
const row = (n: number) => aRow(n, { subjectCode: 'S-1', tag: tag(n), storedAt: '2030-01-01T00:00:00Z', verify: null })
const blank: Draft = { kind: 'out', subject: '', names: [], vials: [], notAdded: null }
const onReader = (n: number): OnReader => ({ kind: 'vial', tag: tag(n), container: row(n), openProcedure: null })
const several = (changed: boolean, ...tags: ReturnType<typeof tag>[]): OnReader => ({ kind: 'several', tags, changed })

describe('what is laid on a reader while a procedure is made', () => {
  it('is chosen, once', () => {
    const draft = [onReader(1), onReader(1), onReader(2)].reduce(withRead, blank)
    expect(draft).toMatchObject({ subject: 'S-1', vials: [row(1), row(2)], notAdded: null })
  })

  it('does not change whose vials are meant, where somebody has typed that', () => {
    const typed: Draft = { ...blank, subject: 'S-2' }
    const notAdded = { kind: 'otherSubject', name: row(1).name, subjectCode: 'S-1' }
    expect(withRead(typed, onReader(1))).toEqual({ ...typed, notAdded })
    expect(withRead({ ...blank, subject: ' s-1 ' }, onReader(1))).toMatchObject({ subject: 'S-1', vials: [row(1)] })
  })

  it.each([
    ['a tag that changes without the gap that a hand leaves', true],
    ['two tags together', false],
  ])('is chosen no longer when it turns out to be one of several: %s', (_, changed) => {
    const draft = withRead([onReader(1), onReader(2)].reduce(withRead, blank), several(changed, tag(2), tag(9)))
    expect(draft.vials).toEqual([row(1)])
    expect(draft.notAdded).toEqual({ kind: 'several', count: 2, changed, withdrawn: [row(2).name] })
  })

  it('takes no names of new vials away that somebody has typed', () => {
    const typed: Draft = { ...blank, kind: 'new', subject: 'S-1', names: ['V-1', 'V-2'] }
    expect(withVial(typed, row(3))).toEqual({ ...typed, notAdded: { kind: 'notNew', name: row(3).name } })
    const stored = withVial({ ...typed, names: [] }, { ...row(3), storedAt: null })
    expect(stored).toMatchObject({ kind: 'again', vials: [{ name: row(3).name }] })
  })

  it('says of each other read what it was', () => {
    const phone = { kind: 'unreadable', why: 'randomId' } as const
    expect(withRead(blank, phone).notAdded).toEqual(phone)
    const full = { kind: 'notSaved', why: 'full', detail: '' } as const
    expect(withRead(blank, full).notAdded).toEqual(full)
    expect(withRead(blank, { kind: 'freeTag', tag: tag(1) }).notAdded).toEqual({ kind: 'noVial' })
    expect(withRead(blank, { kind: 'otherPurpose', tag: tag(1), purpose: 'badge' }).notAdded).toEqual({
      kind: 'noVial',
    })
  })
})

describe('what is about to be made', () => {
  const second = (change: object) => ({ ...row(2), ...change })

  it.each([
    ['of another subject', second({ subjectCode: 'S-2' }), 'out', { kind: 'otherSubject', subjectCode: 'S-2' }],
    ['that is out', second({ storedAt: null }), 'out', { kind: 'notInStorage' }],
    ['that is in storage', second({}), 'again', { kind: 'inStorage' }],
    [
      'to be verified',
      second({ verify: { since: '2026-01-01T10:00:00.000Z', why: 'restored', place: null } }),
      'out',
      { kind: 'toVerify' },
    ],
    [
      'verified here, which central has not confirmed',
      second({
        verify: { since: '2026-01-01T10:00:00.000Z', why: 'restored', place: null },
        verifiedHere: { kind: 'out' },
      }),
      'out',
      { kind: 'verifiedHere' },
    ],
  ] as const)('does not take a vial %s, and says why', (_what, vial, kind, why) => {
    const before: Draft = { ...blank, kind, subject: 'S-1', vials: [row(1)] }
    expect(withVial(before, vial)).toMatchObject({ vials: [row(1)], notAdded: why })
  })

  it('lets a vial go again', () => {
    expect(withoutVial({ ...blank, vials: [row(1), row(2)] }, row(1).id).vials).toEqual([row(2)])
  })
})

describe('a name that a scanner types', () => {
  const names = (...scans: string[]): readonly string[] => {
    let draft: Draft = { ...blank, kind: 'new' }
    let written = ''
    for (const scan of scans) {
      draft = withNameBefore(draft, written, scan)
      written = scan
    }
    return [...draft.names, written]
  }

  it('replaces none that was complete', () => {
    expect(names('V-1', 'V-2', 'V-3')).toEqual(['V-1', 'V-2', 'V-3'])
  })

  it('again says nothing new', () => {
    expect(names('V-1', 'V-1', 'V-2')).toEqual(['V-1', 'V-2'])
  })
})
