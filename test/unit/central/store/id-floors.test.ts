import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockFloor, firstId } from '../../../../src/central/store/id-floors'
import { type NumberedKind, numberedKinds } from '../../../../src/central/store/schema/house'

const at = (iso: string) => Date.parse(iso)
const dayMs = 86_400_000

describe('the number that the clock gives', () => {
  test.each([
    ['2024-01-01T00:00:00.000Z', 0],
    ['2024-01-01T00:00:59.999Z', 59],
    ['2026-11-30T00:00:00.000Z', 91_929_600],
    ['2055-09-08T00:00:00.000Z', 999_907_200],
  ])('%s is procedure %i', (iso, number) => {
    expect(clockFloor('procedure', at(iso))).toBe(number)
  })

  test('a procedure’s has 8 or 9 digits from three months on for thirty years', () => {
    for (let ms = at('2024-05-01T00:00:00.000Z'); ms < at('2055-09-01T00:00:00.000Z'); ms += 30 * dayMs) {
      expect(String(clockFloor('procedure', ms))).toMatch(/^\d{8,9}$/)
    }
  })

  test.each(['subject', 'container'] as const)(
    'a %s’s has at most 53 bits, a thousand for each millisecond',
    (kind) => {
      expect(clockFloor(kind, at('2026-11-30T00:00:00.001Z'))).toBe(91_929_600_001_000)
      expect(Number.isSafeInteger(clockFloor(kind, at('2300-01-01T00:00:00.000Z')))).toBe(true)
    },
  )
})

interface Creation {
  readonly passedMs: number
  readonly count: number
}

/** Gives numbers as central does, each time a little later. Answers all of them, and the last. */
function given(
  kind: NumberedKind,
  from: { readonly last: number; readonly ms: number },
  creations: readonly Creation[],
) {
  let { last, ms } = from
  const ids: number[] = []
  for (const { passedMs, count } of creations) {
    ms += passedMs
    const first = firstId(kind, last, clockFloor(kind, ms))
    for (let nth = 0; nth < count; nth++) ids.push(first + nth)
    last = first + count - 1
  }
  return { ids, last, ms }
}

const kinds = fc.constantFrom(...numberedKinds)
const starts = fc.integer({ min: at('2026-01-01T00:00:00.000Z'), max: at('2090-01-01T00:00:00.000Z') })
const oldLast = fc.integer({ min: 0, max: 1_000_000 })
const creation = (passedMs: { min: number; max: number }, most: number) =>
  fc.record({ passedMs: fc.integer(passedMs), count: fc.integer({ min: 1, max: most }) })
const steady = fc.array(creation({ min: 1_000, max: dayMs }, 1), { maxLength: 30 })

describe('numbers of what is new', () => {
  test('never decrease and are never given twice, also when the clock jumps back by days', () => {
    const jumping = fc.array(creation({ min: -30 * dayMs, max: 30 * dayMs }, 1_000), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(kinds, oldLast, starts, jumping, (kind, last, ms, creations) => {
        const { ids } = given(kind, { last, ms }, creations)
        expect(ids.findIndex((id, index) => id <= (index === 0 ? last : (ids[index - 1] ?? 0)))).toBe(-1)
      }),
    )
  })

  test('are none that was given in the time that a restore has lost', () => {
    fc.assert(
      fc.property(kinds, oldLast, starts, steady, steady, steady, (kind, last, ms, before, lost, after) => {
        const backup = given(kind, { last, ms }, before)
        const gone = given(kind, backup, lost)
        const restored = given(kind, { last: backup.last, ms: gone.ms }, [{ passedMs: 1_000, count: 1 }, ...after])
        const known = new Set([...backup.ids, ...gone.ids])
        expect(restored.ids.filter((id) => known.has(id))).toEqual([])
      }),
    )
  })

  test('a STORE of a thousand vials a second after the last is still within what the clock has given', () => {
    const day = Array.from({ length: 100 }, () => ({ passedMs: 1, count: 1_000 }))
    const ms = at('2026-11-30T00:00:00.000Z')
    const before = given('container', { last: 1_000_000, ms }, day)
    const restored = given('container', { last: 1_000_000, ms: before.ms + 1 }, day)
    expect(Math.min(...restored.ids)).toBeGreaterThan(Math.max(...before.ids))
  })

  // What is not covered: in a burst the numbers run ahead of the clock, and are safe again once it has caught up.
  test('a burst of 90 procedures in a second is behind the clock again after 90 seconds', () => {
    const ms = at('2026-11-30T00:00:00.000Z')
    const burst = given(
      'procedure',
      { last: 54, ms },
      Array.from({ length: 90 }, () => ({ passedMs: 10, count: 1 })),
    )
    expect(firstId('procedure', 54, clockFloor('procedure', burst.ms + 89_000))).toBeLessThanOrEqual(burst.last)
    expect(firstId('procedure', 54, clockFloor('procedure', burst.ms + 90_000))).toBeGreaterThan(burst.last)
  })

  test('go on from the clock after it was in another century', () => {
    const ms = at('2026-11-30T00:00:00.000Z')
    const { last } = given('procedure', { last: 54, ms: at('2126-11-30T00:00:00.000Z') }, [{ passedMs: 0, count: 1 }])
    expect(firstId('procedure', last, clockFloor('procedure', ms))).toBe(91_929_600)
  })

  test.each(['1970-01-01T00:00:00.000Z', '2025-12-31T00:00:00.000Z'])(
    'go on from the last one while the clock has not been set (%s)',
    (iso) => {
      const last = clockFloor('procedure', at('2027-03-01T00:00:00.000Z'))
      expect(firstId('procedure', last, clockFloor('procedure', at(iso)))).toBe(last + 1)
    },
  )
})
