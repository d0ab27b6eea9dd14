// Claims on procedures, as central gives them.
import { claimConflict, claimReply } from '../../../../shared/api/bench'
import type { ProcedureId } from '../../../../shared/model/ids'
import type { Client } from '../connection/client'

export type ClaimAnswer =
  | { readonly kind: 'held' }
  | { readonly kind: 'elsewhere'; readonly benchName: string; readonly until: string }
  /** Offline, or central said neither: tagging goes on, and central decides later. */
  | { readonly kind: 'unanswered' }

/** Somebody waits at the bench. */
const deadlineMs = 5_000

/** Claims a procedure, or renews the claim. */
export async function claimProcedure(client: Client, id: ProcedureId): Promise<ClaimAnswer> {
  const answer = await client.call({ method: 'PUT', path: `/claims/${id}`, priority: 'now', deadlineMs })
  if (answer.ok) return claimReply.safeParse(answer.value).success ? { kind: 'held' } : { kind: 'unanswered' }
  const { problem } = answer
  const conflict = claimConflict.safeParse(problem.kind === 'refused' ? { error: problem.error } : undefined)
  if (!conflict.success) return { kind: 'unanswered' }
  const { benchName, expiresAt } = conflict.data.error.claim
  return { kind: 'elsewhere', benchName, until: expiresAt }
}

/** If this fails, the claim expires by itself. */
export async function releaseProcedure(client: Client, id: ProcedureId): Promise<void> {
  await client.call({ method: 'DELETE', path: `/claims/${id}`, priority: 'now', deadlineMs })
}
