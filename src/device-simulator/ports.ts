// What the simulator gets from outside: time, chance, and the way to central.
import type { Clock, Random, Timers } from '../shared/ports'

export interface HttpReply {
  readonly status: number
  text(): Promise<string>
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

export interface SimulatorPorts {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly fetch: (url: string, request: HttpRequest) => Promise<HttpReply>
  /** One line for whoever runs the simulator. */
  readonly log: (line: string) => void
}

export interface SimulatorOptions {
  /** Central's address, without a path. */
  readonly url: string
  readonly token: string
  /** Times faster than a real device. */
  readonly speed: number
  /** Chance that a vial goes wrong, and its procedure with it: 0 to 1. */
  readonly failRate: number
  readonly refills: boolean
}
