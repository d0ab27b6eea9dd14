// Which running procedures have come to a stand, as far as this bench has heard.
import type { Procedure } from '../../../shared/model/procedure'
import type { Clock } from '../../../shared/ports'
import { type Stalled, stalledOf, stallsAtMs } from '../../../shared/procedure/stalled'
import type { Store } from '../store/contract/store'

export interface StallsNeeds {
  readonly store: { readonly mirror: Pick<Store['mirror'], 'devices'> }
  readonly clock: Clock
  /** Bench clock minus central's, milliseconds. */
  readonly clockOffsetMs: () => number | null
  /** When central was heard last: epoch milliseconds of the bench's clock; null if never. */
  readonly lastContactMs?: () => number | null
}

export interface Stalls {
  of(procedure: Procedure): Stalled | null
  /** When the next of these will have stalled: epoch milliseconds of the bench's clock. */
  nextMs(procedures: readonly Procedure[]): number
}

/** How often it is looked at while something runs that has stalled already, or the bench hears nothing. */
const atLeastEveryMs = 15_000

export function stalls({ store, clock, clockOffsetMs, lastContactMs = () => null }: StallsNeeds): Stalls {
  const deviceOf = ({ device }: Procedure) =>
    device === null ? null : (store.mirror.devices().find((each) => each.device.id === device.id)?.device ?? null)
  const offsetMs = () => clockOffsetMs() ?? 0
  return {
    of(procedure) {
      if (procedure.status !== 'IN_PROGRESS') return null
      const heardMs = Math.min(lastContactMs() ?? clock.wallMs(), clock.wallMs()) - offsetMs()
      return stalledOf(procedure, deviceOf(procedure), heardMs)
    },
    nextMs(procedures) {
      const running = procedures.filter(({ status }) => status === 'IN_PROGRESS')
      if (running.length === 0) return Number.POSITIVE_INFINITY
      const firstMs = Math.min(...running.map((each) => stallsAtMs(each, deviceOf(each)))) + offsetMs()
      return Math.max(firstMs, clock.wallMs() + atLeastEveryMs)
    },
  }
}
