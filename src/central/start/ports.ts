import type { FastifyBaseLogger } from 'fastify'
import type { Clock, Ids, SecretBytes, Timers } from '../../shared/ports'
import type { IdFloor } from '../store/id-floors'

/** What central gets from outside: tests and simulation replace it. */
export interface CentralPorts {
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly secrets: SecretBytes
  readonly logger: FastifyBaseLogger
  /** Default: by the clock. */
  readonly idFloor?: IdFloor
}
