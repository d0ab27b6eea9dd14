import { expect, test } from 'vitest'
import { failuresAfterStream } from '../../../../../../src/main/engine/central/feed/events-loop'

test.each([
  [0, 0, 1],
  [3, 29_999, 4],
  [3, 30_000, 1],
  [0, 3_600_000, 1],
])('after %i failures, a stream of %i ms makes it %i', (failures, livedMs, expected) => {
  expect(failuresAfterStream(failures, livedMs)).toBe(expected)
})
