import { describe, expect, it } from 'vitest'
import { type Draft, withoutVial, withVial } from '../../../../src/renderer/stores/making'
import { containerId } from '../../../../src/shared/model/ids'
import type { InventoryRow } from '../../../../src/shared/views/inventory'

const row = (number: number, change: Partial<InventoryRow> = {}): InventoryRow => ({
  id: containerId(number),
  name: `VL-${number}`,
  subjectCode: 'SUBJ-1',
  tag: null,
  place: null,
  tankName: null,
  storedAt: '2026-01-01T10:00:00.000Z',
  verify: null,
  ...change,
})
const draft = (change: Partial<Draft> = {}): Draft => ({
  kind: 'out',
  subject: '',
  names: [],
  vials: [],
  notAdded: null,
  ...change,
})

describe('what is about to be made', () => {
  it('is for the subject of its first vial, and takes each vial once', () => {
    const one = withVial(draft(), row(1))
    expect(one).toMatchObject({ subject: 'SUBJ-1', vials: [{ name: 'VL-1' }], notAdded: null })
    expect(withVial(one, row(1)).vials).toHaveLength(1)
    expect(withVial(one, row(2)).vials).toHaveLength(2)
  })

  it.each([
    ['of another subject', row(2, { subjectCode: 'SUBJ-2' }), 'out', { kind: 'otherSubject', subjectCode: 'SUBJ-2' }],
    ['that is out', row(2, { storedAt: null }), 'out', { kind: 'notInStorage' }],
    ['that is in storage', row(2), 'again', { kind: 'inStorage' }],
    [
      'to be verified',
      row(2, { verify: { since: '2026-01-01T10:00:00.000Z', why: 'restored', place: null } }),
      'out',
      { kind: 'toVerify' },
    ],
  ] as const)('does not take a vial %s, and says why', (_what, vial, kind, why) => {
    const before = draft({ kind, subject: 'SUBJ-1', vials: [row(1)] })
    expect(withVial(before, vial)).toMatchObject({ vials: [{ name: 'VL-1' }], notAdded: why })
  })

  it('becomes a STORE again where a vial is laid down among new names', () => {
    const laid = withVial(draft({ kind: 'new', names: ['NEW'] }), row(1, { storedAt: null }))
    expect(laid).toMatchObject({ kind: 'again', names: [], vials: [{ name: 'VL-1' }] })
  })

  it('lets a vial go again', () => {
    expect(withoutVial(draft({ vials: [row(1), row(2)] }), containerId(1)).vials).toMatchObject([{ name: 'VL-2' }])
  })
})
