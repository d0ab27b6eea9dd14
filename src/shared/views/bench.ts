// What the frame around every screen shows of the bench.
import type { Invitation } from '../enrolment/central'
import type { FacilityRules } from '../model/facility-rules'
import type { FacilityId } from '../model/ids'
import type { Person } from '../model/person'
import type { ReaderSnapshot, TagId } from '../model/reader'
import type { CentralLink } from './central-link'
import type { HealthStatus } from './health'
import type { NotSaved } from './refusal'
import type { Settings } from './settings'
import type { BenchData } from './store-notice'

export interface BenchSnapshot {
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  readonly organizationName: string | null
  readonly facility: { readonly id: FacilityId; readonly name: string } | null
  readonly people: { readonly current: Person | null; readonly available: readonly Person[] }
  /** What the facility has laid down. */
  readonly rules: FacilityRules
  readonly link: CentralLink
  readonly outbox: { readonly waiting: number; readonly oldestMs: number | null; readonly refused: number }
  /** Bench clock minus central's, milliseconds; null before the first contact. */
  readonly clockOffsetMs: number | null
  readonly readers: readonly ReaderSnapshot[]
  readonly settings: Settings
  /** The engine was started again after it died; shown once. */
  readonly recovered: boolean
  readonly data: BenchData
  /** The first run of an installed bench, until it is over; null afterwards, and where there is none. */
  readonly firstRun: FirstRun | null
  readonly invitation: Invitation | null
  /** The worst of what the status bar shows by no part of its own: database, backups, disk, clock, crashes. */
  readonly health: HealthStatus
}

export interface FirstRun {
  /** The last tag that a reader of this bench has read. */
  readonly read: { readonly tag: TagId; readonly readerName: string } | null
  /** A reader reads, and the disk does not take it: told until it does. */
  readonly notSaved: NotSaved | null
}
