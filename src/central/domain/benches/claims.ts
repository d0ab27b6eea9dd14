// A bench's lease on an open procedure, so that two benches seldom work on the same one. It expires by itself.

import { benchId } from '../../../shared/model/ids'
import { claimSeconds } from '../../../shared/model/limits'
import { type Claim, isOpen, type Procedure } from '../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { loadProcedure, saveProcedure } from '../../store/procedures'
import { type Central, transact, type Work } from '../central'
import type { Bench } from './enrolment'

export type ClaimProblem =
  | { readonly kind: 'unknownProcedure'; readonly procedureId: number }
  | { readonly kind: 'closed'; readonly status: string }
  | { readonly kind: 'claimed'; readonly claim: Claim }

const holds = (claim: Claim | null, now: string): claim is Claim => claim !== null && claim.expiresAt > now

async function setClaim(tx: Work, procedure: Procedure, claim: Claim | null) {
  const after: Procedure = { ...procedure, claim, updatedAt: tx.now, version: procedure.version + 1 }
  await saveProcedure(tx.db, procedure, after)
  tx.announce(procedure.facilityId, { entity: 'procedure', body: after })
}

/** Claims the procedure, or renews the claim, for `claimSeconds`. */
export function claimProcedure(central: Central, bench: Bench, id: number): Promise<Result<Claim, ClaimProblem>> {
  return transact(central, async (tx): Promise<Result<Claim, ClaimProblem>> => {
    await lockFeeds(tx.db, [bench.facility.id])
    const procedure = await loadProcedure(tx.db, bench.facility.id, id)
    if (!procedure) return refused({ kind: 'unknownProcedure', procedureId: id })
    if (!isOpen(procedure.status)) return refused({ kind: 'closed', status: procedure.statusName })
    if (holds(procedure.claim, tx.now) && procedure.claim.benchId !== bench.id) {
      return refused({ kind: 'claimed', claim: procedure.claim })
    }
    const expiresAt = new Date(Date.parse(tx.now) + claimSeconds * 1000).toISOString()
    const claim = { benchId: benchId(bench.id), benchName: bench.name, expiresAt }
    await setClaim(tx, procedure, claim)
    return ok(claim)
  })
}

/** Releases the claim; having none is not a problem. */
export function releaseClaim(central: Central, bench: Bench, id: number): Promise<Result<null, ClaimProblem>> {
  return transact(central, async (tx): Promise<Result<null, ClaimProblem>> => {
    await lockFeeds(tx.db, [bench.facility.id])
    const procedure = await loadProcedure(tx.db, bench.facility.id, id)
    if (!procedure) return refused({ kind: 'unknownProcedure', procedureId: id })
    if (procedure.claim === null) return ok(null)
    if (procedure.claim.benchId === bench.id) await setClaim(tx, procedure, null)
    else if (holds(procedure.claim, tx.now)) return refused({ kind: 'claimed', claim: procedure.claim })
    return ok(null)
  })
}
