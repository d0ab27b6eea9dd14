import { describe, expect, test } from 'vitest'
import { noProgressMs, silentMs, stalledOf, stallsAtMs } from '../../../../src/shared/procedure/stalled'
import { procedure } from '../../../support/builders/procedure-events'

const startMs = Date.parse('2026-03-03T10:00:00.000Z')
const iso = (afterMs: number) => new Date(startMs + afterMs).toISOString()
const running = (type: 'STORE' | 'RETRIEVAL' | 'REFILL') => procedure(type, 'IN_PROGRESS', { updatedAt: iso(0) })

describe.each(['STORE', 'RETRIEVAL', 'REFILL'] as const)('a running %s', (type) => {
  test.each([
    ['goes on while its device speaks', 60_000, 50_000, null],
    ['goes on with a device that has just reported, though its sign of life is older', 60_000, -300_000, null],
    ['has stalled when its device was silent for two minutes', silentMs, 0, { since: iso(0), why: 'silent' }],
    ['has not a moment before', silentMs - 1, 0, null],
    [
      'has stalled without progress, though its device speaks',
      noProgressMs,
      noProgressMs,
      { since: iso(0), why: 'noProgress' },
    ],
    ['has not a moment before that', noProgressMs - 1, noProgressMs - 1, null],
  ] as const)('%s', (_name, nowMs, seenMs, expected) => {
    expect(stalledOf(running(type), { lastSeenAt: iso(seenMs) }, startMs + nowMs)).toEqual(expected)
  })

  test('whose device nobody knows stalls by its progress', () => {
    expect(stalledOf(running(type), null, startMs + silentMs)?.why).toBe('silent')
  })

  test('will stall at the first of the two', () => {
    expect(stallsAtMs(running(type), { lastSeenAt: iso(30_000) })).toBe(startMs + 30_000 + silentMs)
    expect(stallsAtMs(running(type), { lastSeenAt: iso(noProgressMs) })).toBe(startMs + noProgressMs)
  })
})

test('what does not run never stalls', () => {
  for (const status of ['PENDING', 'CREATED', 'COMPLETED', 'FAILED', 'CANCELLED'] as const) {
    const still = procedure('STORE', status, { updatedAt: iso(0) })
    expect(stalledOf(still, null, startMs + 1e9)).toBeNull()
    expect(stallsAtMs(still, null)).toBe(Number.POSITIVE_INFINITY)
  }
})
