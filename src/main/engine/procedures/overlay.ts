// A procedure as this bench foresees it: central's last known state, with the bench's own unsent work laid over it.

import { stepBy, taggedBy } from '../../../shared/acts'
import type { ToldProblem } from '../../../shared/acts/problems'
import { isAsSeen } from '../../../shared/acts/seen'
import type { ContainerId } from '../../../shared/model/ids'
import type { Procedure } from '../../../shared/model/procedure'
import type { Saving } from '../../../shared/views/worklist'
import type { OutboxEntry } from '../store/contract/outbox'

export interface Foreseen {
  readonly procedure: Procedure
  /** In the order of `procedure.vials`. */
  readonly saving: readonly Saving[]
  /** What central refused for one vial, by container. */
  readonly vialProblems: ReadonlyMap<ContainerId, ToldProblem>
  readonly unsent: number
  /** The latest reason why central, or the rules as this bench knows them, refused something. */
  readonly problem: ToldProblem | null
}

/**
 * Lays `unsettled` (oldest first) over the mirror's procedure. A rule that refuses one of them, because central has moved
 * on meanwhile, is kept as `problem` and the rest goes on: what happens to such an intent is central's to decide.
 */
export function overlay(
  mirrored: Procedure,
  unsettled: readonly OutboxEntry[],
  refused: readonly OutboxEntry[] = [],
): Foreseen {
  let procedure = mirrored
  let problem: ToldProblem | null = refused.at(-1)?.problem ?? null
  for (const entry of unsettled) {
    const { body, envelope } = entry
    const seen = 'seen' in body ? body.seen : undefined
    if (!isAsSeen(seen, mirrored)) {
      // Laid over it, one subject's tag would be shown on another's vial.
      problem = { kind: 'notWhatWasSeen' }
      continue
    }
    const stepped = stepBy(procedure, body, { at: envelope.occurredAt, by: envelope.actor })
    if (stepped.ok) procedure = stepped.value.procedure
    else if (entry.state !== 'accepted') problem = { ...stepped.problem }
  }
  const vialProblems = problemsByVial(refused)
  return {
    procedure,
    saving: savings(procedure, mirrored, unsettled, vialProblems),
    vialProblems,
    unsent: unsettled.filter((entry) => entry.state !== 'accepted').length,
    problem,
  }
}

function problemsByVial(refused: readonly OutboxEntry[]): ReadonlyMap<ContainerId, ToldProblem> {
  const problems = new Map<ContainerId, ToldProblem>()
  for (const { body, problem } of refused) {
    const vial = taggedBy(body)
    if (vial !== null && problem !== null) problems.set(vial, problem)
  }
  return problems
}

/** Looks everything up once for all vials: a scan waits for this, and a procedure may have hundreds. */
function savings(
  { vials }: Procedure,
  mirrored: Procedure,
  unsettled: readonly OutboxEntry[],
  problems: ReadonlyMap<ContainerId, ToldProblem>,
): readonly Saving[] {
  const own = new Map<ContainerId, OutboxEntry['state']>()
  for (const { body, state } of unsettled) {
    const vial = taggedBy(body)
    if (vial !== null) own.set(vial, state)
  }
  const known = new Map(mirrored.vials.map(({ containerId, tag }) => [containerId, tag]))
  return vials.map(({ containerId, tag }) => {
    if (tag === null) return problems.has(containerId) ? 'refused' : 'none'
    const state = own.get(containerId)
    if (state !== undefined) return state === 'queued' ? 'saved' : 'sent'
    return known.get(containerId) === tag ? 'confirmed' : 'none'
  })
}
