import type { FastifyRequest } from 'fastify'
import type { NamedHistory } from '../../../shared/api/feed-history'
import type { Bench } from '../../domain/benches/enrolment'
import type { Central } from '../../domain/central'
import type { LiveEvents } from './live-events'
import type { SnapshotStreams } from './snapshot-streams'

/** What the routes behind a bench's token share. */
export interface BenchContext {
  readonly central: Central
  readonly live: LiveEvents
  readonly snapshots: SnapshotStreams
  /** Who is asking. */
  benchOf(request: FastifyRequest): Bench
  /** Throws where what the bench knows is not of central's present history. */
  refuseOtherHistory(bench: Bench, known: NamedHistory | undefined): Promise<void>
}
