import { expect, test } from 'vitest'
import { stalls } from '../../../../../src/main/engine/procedures/stalls'
import { silentMs } from '../../../../../src/shared/procedure/stalled'
import { procedure } from '../../../../support/builders/procedure-events'

const startMs = Date.parse('2026-03-03T10:00:00.000Z')
const running = procedure('STORE', 'IN_PROGRESS', { updatedAt: new Date(startMs).toISOString() })

const made = ({ nowMs, contactMs, offsetMs = 0 }: { nowMs: number; contactMs: number | null; offsetMs?: number }) =>
  stalls({
    store: { mirror: { devices: () => [] } },
    clock: { wallMs: () => startMs + nowMs, monotonicMs: () => nowMs },
    clockOffsetMs: () => offsetMs,
    lastContactMs: () => (contactMs === null ? null : startMs + contactMs),
  })

test('a bench that hears central says so after two minutes, and when it will', () => {
  expect(made({ nowMs: silentMs - 1, contactMs: silentMs - 1 }).of(running)).toBeNull()
  expect(made({ nowMs: silentMs, contactMs: silentMs }).of(running)).toMatchObject({ why: 'silent' })
  expect(made({ nowMs: 0, contactMs: 0 }).nextMs([running])).toBe(startMs + silentMs)
  expect(made({ nowMs: 0, contactMs: 0 }).nextMs([])).toBe(Number.POSITIVE_INFINITY)
})

test('what a bench can not have heard while it was offline has not stalled', () => {
  expect(made({ nowMs: 86_400_000, contactMs: 60_000 }).of(running)).toBeNull()
  expect(made({ nowMs: 86_400_000, contactMs: silentMs }).of(running)).toMatchObject({ why: 'silent' })
})

test('the clock of central counts, not that of the bench', () => {
  const hour = 3_600_000
  expect(made({ nowMs: hour, contactMs: hour, offsetMs: hour }).of(running)).toBeNull()
  expect(made({ nowMs: hour + silentMs, contactMs: hour + silentMs, offsetMs: hour }).of(running)).not.toBeNull()
})
