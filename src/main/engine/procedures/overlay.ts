// A procedure as this bench foresees it: central's last known state, with the bench's own unsent work laid over it.

import type { IntentProblem } from '../../../shared/acts/problem'
import type { IntentBody } from '../../../shared/api/intents'
import { assertNever } from '../../../shared/assert-never'
import type { ContainerId } from '../../../shared/model/ids'
import type { Procedure } from '../../../shared/model/procedure'
import type { Saving } from '../../../shared/model/worklist'
import type { ProcedureEvent } from '../../../shared/procedure/event'
import { step } from '../../../shared/procedure/step'
import type { OutboxEntry } from '../store/contract'

export interface Foreseen {
  readonly procedure: Procedure
  /** In the order of `procedure.vials`. */
  readonly saving: readonly Saving[]
  /** What central refused for one vial, by container. */
  readonly vialProblems: ReadonlyMap<ContainerId, IntentProblem>
  readonly unsent: number
  /** The latest reason why central, or the rules as this bench knows them, refused something. */
  readonly problem: IntentProblem | null
}

/** The event that an intent stands for; null for an intent that changes no procedure. */
export function eventOf({ body, envelope }: Pick<OutboxEntry, 'body' | 'envelope'>): ProcedureEvent | null {
  return eventOfBody(body, { at: envelope.occurredAt, by: envelope.actor })
}

/** As `eventOf`, for an intent that is not in the outbox yet. */
export function eventOfBody(body: IntentBody, happening: Pick<ProcedureEvent, 'at' | 'by'>): ProcedureEvent | null {
  switch (body.kind) {
    case 'tag.assign':
      return { ...happening, kind: 'assignTag', containerId: body.containerId, tag: body.tag, place: body.place }
    case 'tag.release':
      return { ...happening, kind: 'releaseTag', containerId: body.containerId, tag: body.tag }
    case 'procedure.prepare':
      return { ...happening, kind: 'prepare' }
    case 'procedure.accept':
      return { ...happening, kind: 'accept' }
    case 'procedure.cancel':
      return { ...happening, kind: 'cancel', reason: body.reason }
    case 'cane.add':
    case 'conflict.resolve':
      return null
    default:
      return assertNever(body)
  }
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
  let problem: IntentProblem | null = refused.at(-1)?.problem ?? null
  for (const entry of unsettled) {
    const event = eventOf(entry)
    if (event === null) continue
    const stepped = step(procedure, event)
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

function problemsByVial(refused: readonly OutboxEntry[]): ReadonlyMap<ContainerId, IntentProblem> {
  const problems = new Map<ContainerId, IntentProblem>()
  for (const { body, problem } of refused) {
    if (body.kind === 'tag.assign' && problem !== null) problems.set(body.containerId, problem)
  }
  return problems
}

/** Looks everything up once for all vials: a scan waits for this, and a procedure may have hundreds. */
function savings(
  { vials }: Procedure,
  mirrored: Procedure,
  unsettled: readonly OutboxEntry[],
  problems: ReadonlyMap<ContainerId, IntentProblem>,
): readonly Saving[] {
  const own = new Map<ContainerId, OutboxEntry['state']>()
  for (const { body, state } of unsettled) if (body.kind === 'tag.assign') own.set(body.containerId, state)
  const known = new Map(mirrored.vials.map(({ containerId, tag }) => [containerId, tag]))
  return vials.map(({ containerId, tag }) => {
    if (tag === null) return problems.has(containerId) ? 'refused' : 'none'
    const state = own.get(containerId)
    if (state !== undefined) return state === 'queued' ? 'saved' : 'sent'
    return known.get(containerId) === tag ? 'confirmed' : 'none'
  })
}
