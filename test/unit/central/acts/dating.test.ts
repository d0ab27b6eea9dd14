import { expect, test } from 'vitest'
import { datedAt } from '../../../../src/central/acts/dating'

const now = '2026-03-02T12:00:00.000Z'
const [enrolled, created] = ['2026-02-01T08:00:00.000Z', '2026-03-01T08:00:00.000Z']

test.each([
  ['of 1970 is of its procedure', '1970-01-01T00:00:00.000Z', [enrolled, created], created],
  ['of 1970 on what has no procedure is of the enrolment', '1970-01-01T00:00:00.000Z', [enrolled], enrolled],
  [
    'of a bench that was enrolled after its procedure was made',
    '1970-01-01T00:00:00.000Z',
    [created, enrolled],
    created,
  ],
  [
    'within the bounds is as the bench says',
    '2026-03-01T09:00:00.000Z',
    [enrolled, created],
    '2026-03-01T09:00:00.000Z',
  ],
  ['in another way of writing is the same time', '2026-03-01T09:00:00Z', [enrolled], '2026-03-01T09:00:00.000Z'],
  ['of the future is of now', '2031-01-01T00:00:00.000Z', [enrolled, created], now],
  ['on what a clock that was ahead has dated is of now', '1970-01-01T00:00:00.000Z', ['2031-01-01T00:00:00.000Z'], now],
])('an act %s', (_, claimed, notBefore, dated) => {
  expect(datedAt(claimed, { notBefore, now })).toBe(dated)
})
