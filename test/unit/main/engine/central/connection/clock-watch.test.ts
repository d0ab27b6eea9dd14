import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockWatchOn, maySign, verdictOf } from '../../../../../../src/main/engine/central/connection/clock-watch'

const start = Date.parse('2026-03-03T08:00:00.000Z')

/** A bench's clock that can be set, and a central whose time is right. */
function bench() {
  let monotonicMs = 5_000
  let setByMs = 0
  const clock = { wallMs: () => start + monotonicMs + setByMs, monotonicMs: () => monotonicMs }
  /** By which the clock was set, as far as is known by now. */
  const sets: number[] = []
  const watch = clockWatchOn(clock, (byMs) => sets.push(byMs))
  let sleptMs = 0
  return {
    watch,
    sets,
    pass: (ms: number) => {
      monotonicMs += ms
    },
    set: (byMs: number) => {
      setByMs += byMs
    },
    sleep: (ms: number) => {
      setByMs += ms
      sleptMs += ms
    },
    /** Central answers after `tookMs`. */
    contact(tookMs = 0) {
      const sentMs = monotonicMs
      const centralMs = start + monotonicMs + sleptMs + tookMs / 2
      monotonicMs += tookMs
      watch.note(new Date(centralMs).toISOString(), sentMs)
    },
  }
}

describe('the clock beside that of central', () => {
  test('tells by how much it was set, and takes back what was sleep', () => {
    const { watch, sets, pass, set, sleep } = bench()
    pass(60_000)
    watch.detectJump()
    expect(sets).toEqual([])
    set(-86_400_000)
    watch.detectJump()
    expect(sets).toEqual([-86_400_000])
    sleep(3_600_000)
    watch.wokeUp()
    expect(sets).toEqual([-86_400_000, 3_600_000, -3_600_000])
  })

  test.each([
    [null, 'unknown'],
    [0, 'right'],
    [30_000, 'right'],
    [-30_001, 'off'],
    [300_000, 'off'],
    [300_001, 'wrong'],
    [-86_400_000, 'wrong'],
  ] as const)('an offset of %s ms is %s', (offsetMs, verdict) => {
    expect(verdictOf(offsetMs)).toBe(verdict)
    expect(maySign(verdict)).toBe(verdict !== 'wrong')
  })

  test('is compared at the middle of the call; nonsense changes nothing', () => {
    const { watch, set, contact } = bench()
    expect(watch.offsetMs()).toBeNull()
    set(30_000)
    contact(400)
    expect(watch.offsetMs()).toBe(30_000)
    watch.note('yesterday', 1)
    expect(watch.offsetMs()).toBe(30_000)
  })

  test('that is set far off while central is away signs nothing until central has answered', () => {
    const { watch, pass, set, contact } = bench()
    contact()
    pass(60_000)
    set(3_600_000)
    expect(watch.verdict()).toBe('wrong')
    set(-3_600_000)
    expect(watch.verdict()).toBe('right')
    set(-3_600_000)
    contact()
    expect(watch.verdict()).toBe('wrong')
    expect(watch.offsetMs()).toBe(-3_600_000)
  })

  test('a step by NTP that puts it right is found at once', () => {
    const { watch, set, contact } = bench()
    set(400_000)
    contact()
    expect(watch.verdict()).toBe('wrong')
    set(-400_000)
    expect(watch.detectJump()).toBe(true)
    expect(watch.verdict()).toBe('right')
    expect(watch.detectJump()).toBe(false)
  })

  test('sleep is no wrong clock, whether the jump or the wake-up is noticed first', () => {
    for (const isJumpDetectedFirst of [true, false]) {
      const { watch, pass, sleep, contact } = bench()
      contact()
      sleep(8 * 3_600_000)
      if (isJumpDetectedFirst) expect(watch.detectJump()).toBe(true)
      pass(2_000)
      watch.wokeUp()
      expect(watch.verdict()).toBe('right')
    }
  })

  test('a clock that was set long before the sleep stays wrong', () => {
    const { watch, pass, set, sleep, contact } = bench()
    contact()
    set(600_000)
    watch.detectJump()
    pass(3_600_000)
    sleep(60_000)
    watch.wokeUp()
    expect(watch.offsetMs()).toBe(600_000)
  })

  test('whatever happens in between, after an answer the offset is what it is', () => {
    const happening = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(10_000_000) }),
      fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -10_000_000, max: 10_000_000 }) }),
    )
    fc.assert(
      fc.property(fc.array(happening), fc.nat(9_999), (happenings, tookMs) => {
        const one = bench()
        let offset = 0
        for (const { kind, ms } of happenings) {
          one[kind](ms)
          if (kind === 'set') offset += ms
        }
        one.contact(tookMs)
        expect(Math.abs((one.watch.offsetMs() ?? Number.NaN) - offset)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
