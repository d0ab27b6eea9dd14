import { expect, test } from 'vitest'
import type { LinkEvent } from '../../../../../../src/main/engine/central/connection/link'
import { reachOn } from '../../../../../../src/main/engine/central/connection/reach'

function reach() {
  const recorded: LinkEvent[] = []
  let found = 0
  const reach = reachOn(
    { wallMs: () => 50, monotonicMs: () => 5 },
    (event) => recorded.push(event),
    () => {
      found += 1
    },
  )
  return { reach, recorded, times: () => found }
}

test('who waits for central is woken when it is found, not each time that the mirror catches up', () => {
  const { reach: it, recorded, times } = reach()
  expect(it.isReachable()).toBe(false)
  it.found()
  it.found()
  expect([it.isReachable(), times()]).toEqual([true, 1])
  expect(recorded).toEqual([
    { kind: 'caughtUp', atMs: 50 },
    { kind: 'caughtUp', atMs: 50 },
  ])
})

test('a pause is not shown; a loss is, with the certificate that caused it', () => {
  const { reach: it, recorded, times } = reach()
  it.pause()
  expect(recorded).toEqual([])
  it.found()
  it.pause()
  expect(it.isReachable()).toBe(false)
  it.found()
  expect(times()).toBe(2)
  it.lost(90)
  it.lost(95, { kind: 'unknown' })
  expect(it.isReachable()).toBe(false)
  expect(recorded.slice(2)).toEqual([
    { kind: 'lost', atMs: 50, nextAttemptMs: 90 },
    { kind: 'lost', atMs: 50, nextAttemptMs: 95, certificate: { kind: 'unknown' } },
  ])
})
