// What sync as a whole needs of the bench and of the world.

import type { Random } from '../../../../shared/ports'
import type { CentralLink } from '../../../../shared/views/central-link'
import type { Bulk } from '../../store/bulk'
import type { BenchStore } from '../../store/contract/store'
import type { CallNeeds } from './request'
import type { Secrets } from './secrets'

export interface SyncNeeds extends CallNeeds {
  readonly store: BenchStore
  readonly secrets: Secrets
  /** Version of this program; what another one could not take is asked for again. */
  readonly program?: string
  readonly random: Random
  /** For what is written in bulk; without it commits move the log by themselves. */
  readonly bulk?: () => Bulk
  readonly onLink: (link: CentralLink) => void
  /** Errors that nobody at the bench can act on, such as those of the disk. */
  readonly report?: (error: unknown) => void
}
