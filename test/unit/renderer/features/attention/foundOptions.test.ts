import { describe, expect, it } from 'vitest'
import { foundOptions, likeliest, optionKey } from '../../../../../src/renderer/features/attention/foundOptions'
import type { AttentionRow, RememberedAt } from '../../../../../src/shared/views/attention'
import { aRow } from '../../../../support/builders/snapshots'
import { noon, place } from '../../../../support/builders/store-1234'

type VerifyRow = Extract<AttentionRow, { kind: 'verify' }>
const row = (remembered: readonly RememberedAt[], own: ReturnType<typeof place> | null = null): VerifyRow => ({
  kind: 'verify',
  vial: { ...aRow(1, { place: null }), verify: { since: noon, why: 'restored', place: own } },
  remembered,
  conflict: null,
})
const stored = (position: number, at: string, by = 'Bench 2'): RememberedAt => ({
  where: { kind: 'stored', place: place(position) },
  at,
  by,
})
const out = (at: string): RememberedAt => ({ where: { kind: 'out' }, at, by: 'Bench 2' })
const keys = (of: VerifyRow, unscanned = false) => foundOptions(of, unscanned).map(optionKey)

describe('where a vial can have been found', () => {
  it('is first where it is remembered, the latest first, then where central has it, each place once', () => {
    const options = foundOptions(row([stored(1, '1'), stored(2, '2'), stored(1, '3', 'Bench 3')], place(4)), false)
    expect(options.map(optionKey)).toEqual(['place 1/C1/CN1/1', 'place 1/C1/CN1/2', 'place 1/C1/CN1/4', 'other', 'out'])
    expect(options[0]).toMatchObject({ by: ['Bench 3', 'Bench 2'], central: false })
    expect(options[2]).toMatchObject({ by: [], central: true })
  })

  it('can be nowhere only for what is not scanned', () => {
    expect(keys(row([]))).toEqual(['other', 'out'])
    expect(keys(row([]), true)).toEqual(['other', 'out', 'notFound'])
  })

  it('is proposed as it was told last; nothing is proposed where nothing was told', () => {
    expect(likeliest(row([]))).toBeNull()
    expect(likeliest(row([], place(4)))).toMatchObject({ place: place(4) })
    expect(likeliest(row([stored(1, '1'), out('2')], place(4)))).toEqual({ kind: 'out' })
    expect(likeliest(row([out('1'), stored(1, '2')], place(4)))).toMatchObject({ place: place(1) })
  })
})
