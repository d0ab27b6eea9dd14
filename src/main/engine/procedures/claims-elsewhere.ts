// Claims of other benches, as long as they last: by central's clock as this bench sees it, and never longer than a claim is given for, counted
// from when this bench first heard of it. Central may have dated it by a clock that was ahead.
import { claimMsLeft } from '../../../shared/model/claim'
import type { BenchId, ProcedureId } from '../../../shared/model/ids'
import { claimSeconds } from '../../../shared/model/limits'
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

/** A claim as it was first heard of. */
interface Heard {
  readonly claim: Claim
  /** Monotonic milliseconds. */
  readonly atMs: number
}

const isSame = (a: Claim, b: Claim): boolean => a.benchId === b.benchId && a.expiresAt === b.expiresAt

export function claimsElsewhere({ clock, bench, clockOffsetMs }: ClaimsElsewhereNeeds): ClaimsElsewhere {
  const heardOf = new Map<ProcedureId, Heard>()
  let firstEndMs = Number.POSITIVE_INFINITY

  const firstHeard = (id: ProcedureId, claim: Claim): number => {
    const before = heardOf.get(id)
    if (before !== undefined && isSame(before.claim, claim)) return before.atMs
    const atMs = clock.monotonicMs()
    heardOf.set(id, { claim, atMs })
    return atMs
  }

  const msLeftBy = (claim: Claim, offsetMs: number | null): number => {
    if (offsetMs !== null) return claimMsLeft(claim, clock.wallMs() - offsetMs)
    // Central has not said what time it is: one that should be over is, and of the others only the hearing counts.
    return Date.parse(claim.expiresAt) > clock.wallMs() ? Number.POSITIVE_INFINITY : 0
  }

  return {
    of({ id, claim }) {
      if (claim === null || claim.benchId === bench()) {
        heardOf.delete(id)
        return null
      }
      const sinceMs = clock.monotonicMs() - firstHeard(id, claim)
      const leftMs = Math.min(claimSeconds * 1_000 - sinceMs, msLeftBy(claim, clockOffsetMs()))
      if (leftMs <= 0) return null
      const endMs = clock.wallMs() + leftMs
      firstEndMs = Math.min(firstEndMs, endMs)
      return { ...claim, expiresAt: new Date(endMs).toISOString() }
    },
    firstEndMs: () => firstEndMs,
    forgetEnds() {
      firstEndMs = Number.POSITIVE_INFINITY
    },
  }
}
