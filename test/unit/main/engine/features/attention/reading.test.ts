import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  nothingRead,
  type Reading,
  readingAfter,
  unsettledMs,
} from '../../../../../../src/main/engine/features/attention/reading'
import { defaultFieldRule, settledMs } from '../../../../../../src/main/engine/readers/field-state'
import type { OnReader } from '../../../../../../src/shared/views/inventory'
import { aRow } from '../../../../../support/builders/snapshots'
import { tag, vialId } from '../../../../../support/builders/store-1234'

const vialOn = (n: number): OnReader => ({
  kind: 'vial',
  tag: tag(n),
  container: aRow(n, { id: vialId(n), tag: tag(n) }),
  openProcedure: null,
})
const badge: OnReader = { kind: 'otherPurpose', tag: tag(7), purpose: 'badge' }
const others: readonly OnReader[] = [
  { kind: 'freeTag', tag: tag(9) },
  { kind: 'several', tags: [tag(1), tag(2)], changed: false },
  { kind: 'several', tags: [tag(1), tag(2)], changed: true },
  { kind: 'unreadable', why: 'noise' },
  badge,
  {
    kind: 'namedVial',
    tag: tag(8),
    vial: { name: 'V', subjectCode: 'S', since: null },
    inOtherFacility: true,
    openProcedure: null,
  },
]
const told = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 3 }).map((n) => vialOn(n)),
    fc.constantFrom(...others),
    fc.constant(null),
  ),
)
const after = (all: readonly (OnReader | null)[]): Reading =>
  all.reduce((reading, shown, index) => readingAfter(reading, shown, index * 10), nothingRead)

describe('what was read for a verification', () => {
  it('is the vial that was read last, and only if nothing was read after it', () => {
    fc.assert(
      fc.property(told, (all) => {
        const { shown, scanned } = after(all)
        const last = all.filter((each) => each !== null && each !== badge).at(-1)
        expect(shown).toEqual(all.at(-1) ?? null)
        if (last?.kind !== 'vial') expect(scanned).toBeNull()
        else expect(scanned).toMatchObject({ containerId: last.container.id, tag: last.tag, lies: all.at(-1) === last })
      }),
    )
  })

  it('can still turn out not to have been alone for three seconds, and once it was lifted for 300 ms', () => {
    const lying = readingAfter(nothingRead, vialOn(1), 1000).scanned
    if (lying === null) throw new Error('not read')
    expect([1000, 2000, 1000 + settledMs].map((now) => unsettledMs(lying, now))).toEqual([settledMs, 2000, 0])
    const lifted = { ...lying, lies: false }
    expect([1000, 1100, 1300, 9000].map((now) => unsettledMs(lifted, now))).toEqual([
      defaultFieldRule.watchMs,
      200,
      0,
      0,
    ])
  })
})
