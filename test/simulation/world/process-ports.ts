// The ports of one simulated process: its own clock that may be wrong, its timers in virtual time, its chance, its ids.
import type { Clock, Ids, Random, Timers } from '../../../src/shared/ports'
import { chanceOf } from '../chance'
import type { Owner, Schedule } from './schedule'

/** When every simulation begins. */
export const beginMs = Date.parse('2026-03-02T08:00:00.000Z')

/** A computer's wall clock; survives the processes that run on it. */
export interface WallClock {
  /** Milliseconds that it is ahead of true time. */
  aheadMs: number
}

export interface ProcessPorts {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly ids: Ids
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0').slice(-digits)

/** UUIDv7: 48 bits of the process's own time, then its own chance. */
function idsOf(clock: Clock, random: Random): Ids {
  const part = (digits: number) => hex(Math.floor(random.next() * 16 ** digits), digits)
  return {
    next() {
      const time = hex(Math.max(0, Math.floor(clock.wallMs())), 12)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${part(3)}-8${part(3)}-${part(6)}${part(6)}`
    },
  }
}

/** `name` tells this start of the process from every other: it is the seed of its chances. */
export function portsOf(schedule: Schedule, owner: Owner, wall: WallClock, ...name: (string | number)[]): ProcessPorts {
  const startedMs = schedule.nowMs
  const clock: Clock = {
    wallMs: () => beginMs + schedule.nowMs + wall.aheadMs,
    monotonicMs: () => schedule.nowMs - startedMs,
  }
  return {
    clock,
    timers: { after: (delayMs, run) => schedule.after(Math.max(0, delayMs), owner, run) },
    random: chanceOf(...name, 'random'),
    ids: idsOf(clock, chanceOf(...name, 'ids')),
  }
}
