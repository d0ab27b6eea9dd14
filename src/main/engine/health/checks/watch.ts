// Keeps `health.json` fresh, and knows how the bench is: every few seconds, and soon after something has changed.

import type { Clock, Timers } from '../../../../shared/ports'
import type { Health, HealthFacts, HealthStatus } from '../../../../shared/views/health'
import { healthOf, untoldStatus } from './decide'

/** A quarter of what a monitoring agent calls stale. */
const everyMs = 15_000
const soonestMs = 2_000

export interface HealthWatchNeeds {
  readonly clock: Clock
  readonly timers: Timers
  readonly facts: () => HealthFacts
  readonly write: (facts: HealthFacts, nowMs: number, ended: boolean) => void
  /** What the status bar shows of it is another. */
  readonly onStatus: () => void
  readonly report: (error: unknown) => void
}

export interface HealthWatch {
  /** For the status bar; `ok` before the first check. */
  status(): HealthStatus
  check(): { readonly facts: HealthFacts; readonly health: Health }
  /** Something that it tells of may be another now. */
  changed(): void
  /** The bench is closed in order. */
  stop(): void
}

export function watchHealth({ clock, timers, facts, write, onStatus, report }: HealthWatchNeeds): HealthWatch {
  let status: HealthStatus = 'ok'
  let writtenMs = Number.NEGATIVE_INFINITY
  let dueMs = Number.POSITIVE_INFINITY
  let cancel = () => {}
  let lastProblem = ''

  const check = () => {
    const found = facts()
    const health = healthOf(found, clock.wallMs())
    const next = untoldStatus(health)
    if (next !== status) {
      status = next
      onStatus()
    }
    return { facts: found, health }
  }
  const keep = (ended: boolean) => {
    writtenMs = clock.monotonicMs()
    try {
      write(check().facts, clock.wallMs(), ended)
    } catch (error) {
      // A full disk says so every few seconds; once is enough.
      const problem = String(error)
      if (problem !== lastProblem) report(error)
      lastProblem = problem
    }
  }
  const plan = (afterMs: number) => {
    const atMs = clock.monotonicMs() + afterMs
    if (atMs >= dueMs) return
    cancel()
    dueMs = atMs
    cancel = timers.after(afterMs, () => {
      dueMs = Number.POSITIVE_INFINITY
      keep(false)
      plan(everyMs)
    })
  }
  plan(0)

  return {
    status: () => status,
    check,
    changed: () => plan(Math.max(0, writtenMs + soonestMs - clock.monotonicMs())),
    stop() {
      cancel()
      dueMs = Number.NEGATIVE_INFINITY
      keep(true)
    },
  }
}
