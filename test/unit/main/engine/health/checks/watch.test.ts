import { describe, expect, it } from 'vitest'
import { watchHealth } from '../../../../../../src/main/engine/health/checks/watch'
import type { HealthFacts } from '../../../../../../src/shared/views/health'
import { healthFactsOf } from '../../../../../support/builders/health'
import { FakeTime } from '../../readers/support/fake-time'

function watched() {
  const time = new FakeTime()
  const seen = { written: [] as boolean[], told: 0, reported: 0, facts: healthFactsOf(), isFull: false }
  const watch = watchHealth({
    clock: time,
    timers: time,
    facts: (): HealthFacts => ({ ...seen.facts, startedMs: time.wallMs() }),
    write(_facts, _nowMs, ended) {
      if (seen.isFull) throw new Error('disk full')
      seen.written.push(ended)
    },
    onStatus: () => {
      seen.told += 1
    },
    report: () => {
      seen.reported += 1
    },
  })
  return { watch, seen, pass: (ms: number) => time.advance(ms) }
}

describe('the watch over a bench', () => {
  it('writes at once, then every 15 seconds', async () => {
    const { seen, pass } = watched()
    await pass(1)
    expect(seen.written).toEqual([false])
    await pass(45_000)
    expect(seen.written).toHaveLength(4)
  })

  it('writes soon after a change, and once for many', async () => {
    const { watch, seen, pass } = watched()
    await pass(1)
    for (let count = 0; count < 100; count++) watch.changed()
    await pass(1_900)
    expect(seen.written).toHaveLength(1)
    await pass(200)
    expect(seen.written).toHaveLength(2)
    await pass(14_000)
    expect(seen.written).toHaveLength(2)
  })

  it('tells the status bar when it has something else to show, and only then', async () => {
    const { watch, seen, pass } = watched()
    await pass(20_000)
    expect([watch.status(), seen.told]).toEqual(['ok', 0])
    seen.facts = healthFactsOf({ disk: { freeBytes: 0 } })
    await pass(40_000)
    expect([watch.status(), seen.told]).toEqual(['stop', 1])
  })

  it('says once that a disk is full, and goes on', async () => {
    const { seen, pass } = watched()
    seen.isFull = true
    await pass(60_000)
    expect(seen.reported).toBe(1)
    seen.isFull = false
    await pass(15_000)
    expect(seen.written.length).toBeGreaterThan(0)
  })

  it('says at its end that the bench was closed, and nothing after that', async () => {
    const { watch, seen, pass } = watched()
    await pass(1)
    watch.stop()
    watch.changed()
    await pass(100_000)
    expect(seen.written).toEqual([false, true])
  })
})
