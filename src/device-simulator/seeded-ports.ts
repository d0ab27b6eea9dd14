// The system's clock, timers and network, with chances that repeat by their seed.
import { systemClock, systemTimers } from '../platform/system-ports'
import type { Random } from '../shared/ports'
import type { SimulatorPorts } from './ports'

/** xorshift32: the same seed gives the same run of outcomes. */
function seeded(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  return {
    next() {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return (state >>> 0) / 4_294_967_296
    },
  }
}

export const seededPorts = (seed: number, log: (line: string) => void): SimulatorPorts => ({
  clock: systemClock,
  timers: systemTimers,
  random: seeded(seed),
  fetch: (url, request) => fetch(url, request),
  log,
})
