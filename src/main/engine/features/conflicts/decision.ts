// What a person decides about a conflict: whether they may, what follows from it, and how it is put on record.
import { type ActBody, procedureIn, rowOf } from '../../../../shared/acts'
import type { About } from '../../../../shared/acts/act'
import type { ResolveConflict } from '../../../../shared/acts/resolve-conflict'
import { intentId, procedureId } from '../../../../shared/model/ids'
import type { Person } from '../../../../shared/model/person'
import type { Actor } from '../../../../shared/model/procedure'
import { type Result, refused } from '../../../../shared/result'
import { isReserved, whyNot } from '../../../../shared/rights'
import type { ConflictDecision } from '../../../../shared/views/conflict'
import type { Refusal } from '../../../../shared/views/refusal'
import { namedAsSeen } from '../../procedures/as-seen'
import type { RefusedEntry } from '../../store/contract/outbox'
import type { BenchStore } from '../../store/contract/store'
import { choicesOf, planOf } from './choices'
import { coverageOf } from './coverage'
import type { GatheredCase } from './gather'

export interface Decider {
  readonly person: Person | null
  readonly by: Actor
  /** Somebody who has had no part in anything: what is offered must be possible for a person, not for this one. */
  readonly anybody: Actor
  /** How far the clock is off, if too far to sign an approval; null if it isn't. Milliseconds. */
  readonly wrongClockMs: () => number | null
}

/** The acts that follow from the decision, in their order; or why it can't be made, or not by this person. Writes nothing. */
export function followingActs(
  { choice, reason }: ConflictDecision,
  situation: GatheredCase,
  { person, by, anybody, wrongClockMs }: Decider,
): Result<readonly ActBody[], Refusal> {
  const offered = choicesOf(situation, anybody).find((each) => each.choice === choice)
  if (offered === undefined) return refused({ kind: 'choiceGone' })
  const notEntitled = whyNot(person, offered.right)
  if (notEntitled !== null) return refused(notEntitled)
  if (offered.needsReason && reason === null) return refused({ kind: 'reasonMissing' })
  const isApproval = choice !== 'keepCentral' && isReserved(offered.right)
  const offsetMs = isApproval ? wrongClockMs() : null
  if (offsetMs !== null) return refused({ kind: 'clockWrong', offsetMs })
  return planOf(situation, { choice, reason: reason ?? '', by })
}

/** Part of the caller's transaction: the signed resolution, the end of what it covers, and what follows from it. */
export function carryOut(
  store: Pick<BenchStore, 'outbox' | 'mirror'>,
  { choice, reason }: ConflictDecision,
  situation: GatheredCase,
  by: Actor,
  following: readonly ActBody[],
): void {
  const { head, kind } = situation
  const { entries, covers, withdrawn } = coverageOf(situation)
  const resolution: ResolveConflict = {
    kind: 'conflict.resolve',
    conflictId: intentId(head.envelope.intentId),
    conflictKind: kind,
    about: aboutOf(head),
    covers,
    withdrawn,
    choice,
    reason,
  }
  const { outbox } = store
  const enqueue = (body: ActBody) => outbox.enqueue({ body: namedAsSeen(store, body), actor: by })
  const { intentId: id } = enqueue(resolution)
  outbox.resolve(
    entries.map(({ envelope }) => envelope.intentId),
    id,
  )
  for (const body of following) enqueue(body)
}

/** As the refused act has named it: what was made here may have its number by now, and central compares the names. */
function aboutOf({ aggregate, body }: RefusedEntry): About {
  const about = rowOf(body).about(body)
  const named = procedureIn(aggregate)
  return about.kind === 'procedure' && named !== null ? { kind: 'procedure', procedureId: procedureId(named) } : about
}
