import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { historyText, positionText, readHistory, readPosition } from '../../../../src/shared/api/feed-history'

const epoch = fc.stringMatching(/^[\w-]{1,64}$/)
const n = fc.nat(999_999_999)
const digest = fc.option(fc.stringMatching(/^[0-9a-f]{16}$/), { nil: undefined })

describe('what a bench writes, central reads', () => {
  test('a position', () => {
    fc.assert(
      fc.property(fc.record({ epoch, n }), (at) => {
        expect(readPosition(positionText(at))).toEqual(at)
      }),
    )
  })

  test('a history', () => {
    const rows = fc.array(fc.record({ n, digest }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.record({ epoch, rows }), (all) => {
        expect(readHistory(historyText(all))).toEqual(all)
      }),
    )
  })
})

test.each(['', 'e1', 'e1:', ':5', 'e1:-5', 'e1:5:0123456789abcdef', 'e 1:5', `${'e'.repeat(65)}:5`])(
  '%j is no position',
  (text) => expect(readPosition(text)).toBeUndefined(),
)

test.each([
  '',
  'e1',
  'e1:',
  'e1:5:',
  'e1:5:0123',
  'e1:5,',
  'e1:x',
  'e1:5:0123456789ABCDEF',
  `e1:${Array.from({ length: 9 }, (_, row) => row).join()}`,
])('%j is no history', (text) => expect(readHistory(text)).toBeUndefined())
