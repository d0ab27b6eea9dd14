// What the loops of the simulated device share: its way to central, its tanks, and what it is doing.
import { type CallProblem, type DeviceApi, deviceApi } from './api'
import type { Order } from './order'
import { type Pace, paceOf } from './pace'
import type { SimulatorOptions, SimulatorPorts } from './ports'
import { type TankLevels, tankLevels } from './tanks'

const slowestPollMs = 2_000
const fastestPollMs = 500

export interface Device extends Pick<SimulatorOptions, 'speed' | 'failRate'> {
  readonly api: DeviceApi
  readonly pace: Pace
  readonly levels: TankLevels
  readonly pollMs: number
  /** Whether a STORE or RETRIEVAL is being carried out. */
  executing: boolean
  refilling: Order | undefined
  /** What central had for this device when it last answered. */
  queue: readonly Order[]
}

export function deviceOf(options: SimulatorOptions, ports: SimulatorPorts, stopped: AbortSignal): Device {
  const { timers, random } = ports
  const { speed, failRate } = options
  return {
    speed,
    failRate,
    api: deviceApi(options, ports, stopped),
    pace: paceOf(timers, random, speed, stopped),
    levels: tankLevels(random),
    pollMs: Math.min(slowestPollMs, Math.max(fastestPollMs, 10_000 / speed)),
    executing: false,
    refilling: undefined,
    queue: [],
  }
}

export interface Complaints {
  complain(problem: CallProblem): void
  /** Central has answered: the next problem is a new one. */
  forget(): void
}

/** Says a problem once, not at every poll. */
export function complaintsTo(log: (line: string) => void): Complaints {
  let last = ''
  return {
    complain(problem) {
      const line =
        problem.kind === 'refused'
          ? `Central refuses: HTTP ${problem.status} ${problem.text}`
          : `Central: ${problem.kind}`
      if (line !== last) log(line)
      last = line
    },
    forget() {
      last = ''
    },
  }
}
