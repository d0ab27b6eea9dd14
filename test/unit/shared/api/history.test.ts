import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feedPosition, historyText, knownHistory, positionText } from '../../../../src/shared/api/history'

const epoch = '018f4e3a-0000-7000-8000-000000000000'
const digest = '0123456789abcdef'

describe('a position in the feed', () => {
  test('has an epoch and the number of a row', () => {
    expect(feedPosition.parse(`${epoch}:17`)).toEqual({ epoch, n: 17 })
  })

  test.each(['', 'e', 'e:', ':1', 'e:-1', 'e:1:2', `e:${'9'.repeat(16)}`, 'e:1 '])('is not %j', (text) => {
    expect(feedPosition.safeParse(text).success).toBe(false)
  })
})

describe('a known history', () => {
  test('has rows of one epoch, with their digests where central gave them', () => {
    expect(knownHistory.parse(`${epoch}:17:${digest},4,5:${digest}`)).toEqual({
      epoch,
      rows: [
        { n: 17, digest },
        { n: 4, digest: undefined },
        { n: 5, digest },
      ],
    })
  })

  test('has eight rows at most', () => {
    const rows = (count: number) => `e:${Array.from({ length: count }, (_, n) => n).join()}`
    expect(knownHistory.safeParse(rows(8)).success).toBe(true)
    expect(knownHistory.safeParse(rows(9)).success).toBe(false)
  })

  test.each(['', 'e:', 'e:1,', 'e:1:0123', `e:1:${digest.toUpperCase()}`, `e:1:${digest}:2`])('is not %j', (text) => {
    expect(knownHistory.safeParse(text).success).toBe(false)
  })
})

describe('what a bench writes, central reads', () => {
  const n = fc.nat(999_999_999)
  const epoch = fc.stringMatching(/^[\w-]{1,64}$/)

  test('as a position', () => {
    fc.assert(
      fc.property(fc.record({ epoch, n }), (position) => {
        expect(feedPosition.parse(positionText(position))).toEqual(position)
      }),
    )
  })

  test('as a history', () => {
    const digests = fc.option(fc.stringMatching(/^[0-9a-f]{16}$/), { nil: undefined })
    const rows = fc.array(fc.record({ n, digest: digests }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.record({ epoch, rows }), (history) => {
        expect(knownHistory.parse(historyText(history))).toEqual(history)
      }),
    )
  })
})
