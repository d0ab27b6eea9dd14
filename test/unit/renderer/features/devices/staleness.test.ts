import { describe, expect, it } from 'vitest'
import { freshness, staleMs } from '../../../../../src/renderer/features/devices/staleness'

const now = Date.parse('2026-03-31T12:00:00Z')

describe("a device's word", () => {
  it.each([
    [null, 'never'],
    [new Date(now - staleMs).toISOString(), 'fresh'],
    [new Date(now - staleMs - 1).toISOString(), 'stale'],
    [new Date(now + 5_000).toISOString(), 'fresh'],
  ])('last heard %s is %s', (lastSeenAt, kind) => {
    expect(freshness({ lastSeenAt }, now).kind).toBe(kind)
  })
})
