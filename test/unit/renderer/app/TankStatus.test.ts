import { describe, expect, it } from 'vitest'
import { tankToTell } from '../../../../src/renderer/app/TankStatus'
import { aTank } from '../../../support/builders/snapshots'

const now = Date.parse('2026-03-03T10:00:00.000Z')
const time = { nowMs: now, offsetMs: 0 }
const tank = (name: string, percent: number | null, agoMs = 0) =>
  aTank({ name, level: percent === null ? null : { at: new Date(now - agoMs).toISOString(), percent } }, { band: null })

describe('the tank of the status bar', () => {
  it('is the lowest while all are well', () => {
    expect(tankToTell([tank('A', 80), tank('B', 62), tank('C', null)], time)?.name).toBe('B')
  })

  it('is one whose level is old before one that is well', () => {
    expect(tankToTell([tank('A', 80, 10_800_000), tank('B', 62)], time)).toMatchObject({
      name: 'A',
      shown: { isOld: true, tone: 'attention' },
    })
  })

  it('is the lowest before one whose level is old, if that one is low', () => {
    expect(tankToTell([tank('A', 80, 10_800_000), tank('B', 15)], time)?.name).toBe('B')
  })

  it('is none while nobody has told any', () => {
    expect(tankToTell([tank('A', null)], time)).toBeNull()
  })
})
