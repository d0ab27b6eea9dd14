import { describe, expect, test } from 'vitest'
import { feedWatchOn, isReasonToAsk, pollAfterMs } from '../../../../../../src/main/engine/central/feed/feed-watch'
import { wakeSignalOn } from '../../../../../../src/platform/wake-signal'
import { FakeTime } from '../../readers/support/fake-time'

const woken = { isWoken: true, isWanted: false, announcedHead: 8, cursor: 7 }

test.each([
  ['a head that is not the mirror’s yet', woken, true],
  ['a head that the mirror has', { ...woken, cursor: 8 }, false],
  ['a head that the mirror has, while somebody wants it asked', { ...woken, cursor: 8, isWanted: true }, true],
  ['its time', { ...woken, cursor: 8, isWoken: false }, true],
  ['a mirror that has no cursor any more', { ...woken, cursor: undefined }, true],
  ['a wake-up before any live event', { ...woken, announcedHead: null }, true],
])('%s is a reason to ask the feed: %#', (_name, wake, expected) => {
  expect(isReasonToAsk(wake)).toBe(expected)
})

function watched() {
  const time = new FakeTime()
  const stop = new AbortController()
  const signal = wakeSignalOn(time)
  const watch = feedWatchOn(signal, () => 8, stop.signal)
  let reasons = 0
  const wait = () => void watch.reason().then(() => (reasons += 1))
  wait()
  return { time, stop, signal, watch, wait, reasons: () => reasons }
}

describe('the watch', () => {
  test('waits for its time, longer with live events', async () => {
    const { time, watch, wait, reasons } = watched()
    await time.advance(pollAfterMs(false) - 1)
    expect(reasons()).toBe(0)
    watch.setLive(true)
    await time.advance(1)
    expect(reasons()).toBe(1)
    wait()
    await time.advance(pollAfterMs(true) - 1)
    expect(reasons()).toBe(1)
    await time.advance(1)
    expect(reasons()).toBe(2)
  })

  test('passes over what the mirror has', async () => {
    const { time, watch, reasons } = watched()
    watch.announce(8)
    await time.advance(0)
    expect(reasons()).toBe(0)
    watch.announce(9)
    await time.advance(0)
    expect(reasons()).toBe(1)
  })

  test('gives a wish at once, or with the next wake-up, and once', async () => {
    const { time, signal, watch, wait, reasons } = watched()
    watch.announce(8)
    watch.ask()
    await time.advance(0)
    expect(reasons()).toBe(1)
    wait()
    signal.wake()
    await time.advance(0)
    expect(reasons()).toBe(1)
    watch.want()
    await time.advance(0)
    expect(reasons()).toBe(1)
    signal.wake()
    await time.advance(0)
    expect(reasons()).toBe(2)
  })

  test('ends with the session', async () => {
    const { time, stop, watch, reasons } = watched()
    stop.abort()
    watch.announce(8)
    await time.advance(0)
    expect(reasons()).toBe(1)
  })
})
