// Keeps the open procedure claimed, so that no other bench works on it. Offline, tagging goes on without: central decides later.

import type { ProcedureId } from '../../../shared/model/ids'
import { claimSeconds } from '../../../shared/model/limits'
import type { Timers } from '../../../shared/ports'

export type ClaimAnswer =
  | { readonly kind: 'held' }
  | { readonly kind: 'elsewhere'; readonly benchName: string; readonly until: string }
  /** Offline, or no answer in time. */
  | { readonly kind: 'unanswered' }

export interface Claims {
  claim(id: ProcedureId): Promise<ClaimAnswer>
  releaseClaim(id: ProcedureId): void
}

/** Somebody stands at the bench and waits; longer than this and the claim is given up for now. */
const answerMs = 1500
/** Half of the lease's life (`claimSeconds`), so that one lost renewal does no harm. */
const renewMs = (claimSeconds / 2) * 1000

export interface Lease {
  claim(id: ProcedureId): Promise<ClaimAnswer>
  /** Renews until `end`, and hands on each answer. */
  keep(id: ProcedureId, onAnswer: (answer: ClaimAnswer) => void): void
  end(): void
}

export function leaseOn(claims: Claims, timers: Timers): Lease {
  let kept: { readonly id: ProcedureId; cancel: () => void } | null = null

  const claim = (id: ProcedureId): Promise<ClaimAnswer> =>
    new Promise((resolve) => {
      const cancel = timers.after(answerMs, () => resolve({ kind: 'unanswered' }))
      const done = (answer: ClaimAnswer) => {
        cancel()
        resolve(answer)
      }
      claims.claim(id).then(done, () => done({ kind: 'unanswered' }))
    })

  return {
    claim,
    keep(id, onAnswer) {
      const renew = () => {
        const mine = { id, cancel: timers.after(renewMs, () => void again()) }
        kept = mine
        const again = async () => {
          const answer = await claim(id)
          if (kept !== mine) return
          onAnswer(answer)
          renew()
        }
      }
      renew()
    },
    end() {
      if (kept === null) return
      kept.cancel()
      claims.releaseClaim(kept.id)
      kept = null
    },
  }
}
