// Claims of other benches, as long as they last by this bench's clock.
import type { BenchId } from '../../../shared/model/ids'
import type { Claim, Procedure } from '../../../shared/model/procedure'
import type { Clock } from '../../../shared/ports'

export interface ClaimsElsewhereNeeds {
  readonly clock: Clock
  readonly bench: () => BenchId | null
  /** Bench clock minus central's, milliseconds. */
  readonly clockOffsetMs: () => number | null
}

export interface ClaimsElsewhere {
  /** The other bench that holds the procedure now, if one does. */
  of(procedure: Procedure): Claim | null
  /** When the first of the claims ends that were asked for since `forgetEnds`: epoch milliseconds. */
  firstEndMs(): number
  forgetEnds(): void
}

export function claimsElsewhere({ clock, bench, clockOffsetMs }: ClaimsElsewhereNeeds): ClaimsElsewhere {
  let firstEndMs = Number.POSITIVE_INFINITY
  return {
    of({ claim }) {
      if (claim === null || claim.benchId === bench()) return null
      const endMs = Date.parse(claim.expiresAt) + (clockOffsetMs() ?? 0)
      if (endMs <= clock.wallMs()) return null
      firstEndMs = Math.min(firstEndMs, endMs)
      return claim
    },
    firstEndMs: () => firstEndMs,
    forgetEnds() {
      firstEndMs = Number.POSITIVE_INFINITY
    },
  }
}
