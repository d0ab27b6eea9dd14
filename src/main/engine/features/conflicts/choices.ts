// The ways out of a conflict, and the intents that each of them is. Pure: a way is offered only if its intents would be accepted by the
// state that this bench knows now, and the same function makes them when somebody has chosen it.

import { type ActBody, rowOf } from '../../../../shared/acts'
import { rowOfTold } from '../../../../shared/acts/problems'
import { keyOf, placeThing } from '../../../../shared/acts/things'
import { assertNever } from '../../../../shared/assert-never'
import type { ConflictChoice, ConflictKind } from '../../../../shared/model/conflict-kind'
import type { ContainerId } from '../../../../shared/model/ids'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { ProcedureRefusal } from '../../../../shared/procedure/event'
import { ok, type Result, refused } from '../../../../shared/result'
import { isReserved, type Right } from '../../../../shared/rights'
import type { Conflict } from '../../../../shared/views/conflict'
import type { RefusedEntry } from '../../store/contract/outbox'
import { attempt, type Present } from './attempt'
import type { Group } from './groups'
import { vialsOf } from './groups'

export type PlanRefusal = ProcedureRefusal | { readonly kind: 'choiceGone' }
type Plan = Result<readonly ActBody[], PlanRefusal>

export interface Case extends Group {
  readonly kind: ConflictKind
  readonly present: Present
}

export interface Chosen {
  readonly choice: ConflictChoice
  readonly reason: string
  readonly by: Actor
}

const gone = refused({ kind: 'choiceGone' } as const)

const isDecision = (body: ActBody): boolean => isReserved(rowOf(body).right)

/** The choices that there are now; the safe one first. */
export function choicesOf(situation: Case, bench: Actor): Conflict['choices'] {
  const { kind, head } = situation
  const right: Right = isDecision(head.body) ? 'conflict.resolveDecision' : 'conflict.resolve'
  const rightTo = (choice: ConflictChoice): Right =>
    choice === 'useOurTag' || (choice === 'doAgain' && kind === 'rightWithdrawn') ? 'conflict.override' : right
  const others = (['doAgain', 'tagAgain', 'useOurTag'] as const).filter(
    (choice) => planOf(situation, { choice, reason: 'asked', by: bench }).ok,
  )
  return [
    // What a supervisor has decided and central has refused, a supervisor must know of.
    { choice: 'keepCentral', right, needsReason: false },
    ...others.map((choice) => ({ choice, right: rightTo(choice), needsReason: choice === 'useOurTag' })),
  ]
}

/** The vial that goes on the reader again with `tagAgain`; null if there is none. */
export function vialToTag({ head, present }: Case): ContainerId | null {
  const { procedure } = present
  if (rowOfTold(head.problem)?.scope === 'elsewhere') return null
  if (procedure === null || procedure.type !== 'STORE' || procedure.status !== 'PENDING') return null
  // Who took a tag off does not wait for another one.
  const vials = rowOf(head.body).frees(head.body).length > 0 ? [] : vialsOf(head)
  return (
    procedure.vials.find((vial) => vials.includes(vial.containerId) && (vial.tag === null || vial.place === null))
      ?.containerId ?? null
  )
}

/** The intents that follow the resolution, in their order; or why this choice can't be made, or not by this person. */
export function planOf(situation: Case, chosen: Chosen): Plan {
  const own = ownActs(situation, chosen)
  if (!own.ok) return own
  return withTheRest(situation, chosen, own.value)
}

function ownActs(situation: Case, { choice, reason }: Chosen): Plan {
  const { head, present } = situation
  switch (choice) {
    case 'keepCentral':
      return ok([])
    case 'tagAgain':
      return vialToTag(situation) === null ? gone : ok([])
    case 'doAgain': {
      const isHopeless = head.problem === null || rowOfTold(head.problem)?.canBeAskedAgain === false
      return isHopeless || !rowOf(head.body).canBeAskedAgain ? gone : ok([head.body])
    }
    case 'useOurTag':
      return ourTag(head, present, reason)
    default:
      return assertNever(choice)
  }
}

/** Takes central's tag off the vial and puts the bench's on: in the bench's place if that is free, else where central had it. */
function ourTag({ body }: RefusedEntry, { procedure, taken }: Present, reason: string): Plan {
  if (body.kind !== 'tag.assign') return gone
  const vial = procedure?.vials.find(({ containerId }) => containerId === body.containerId)
  // A vial that comes back keeps its tag.
  if (!vial || vial.tag === null || vial.tag === body.tag || vial.returning === true) return gone
  const { procedureId, containerId } = body
  const isOurPlaceFree = !taken.has(keyOf(placeThing(body.place)))
  const place = isOurPlaceFree ? body.place : vial.place
  if (place === null) return gone
  return ok([
    { kind: 'tag.release', procedureId, containerId, tag: vial.tag, reason },
    { ...body, place },
  ])
}

/**
 * What else was refused or parked goes along where it is still possible and nobody has to decide about it: tags of other vials, and
 * the queueing of a procedure that is complete then. What a supervisor had decided is asked again only with `doAgain`.
 */
function withTheRest(situation: Case, { choice, by }: Chosen, own: readonly ActBody[]): Plan {
  const { head, rest, kind } = situation
  const isMadeAgain = own.some(({ kind: each }) => each === 'procedure.create')
  if (!isMadeAgain && own.some((body) => rowOf(body).event(body) === null)) return onNoProcedure(situation.present, own)
  let state = situation.present
  const asked: ActBody[] = []
  const ask = (body: ActBody) => {
    const next = attempt(state, body, by)
    if (next.ok) {
      state = next.value
      asked.push(body)
    }
    return next
  }
  for (const body of own) {
    if (body.kind === 'procedure.create') {
      // What was done on it since is laid over it as the bench has it.
      asked.push(body)
      continue
    }
    const next = ask(body)
    if (!next.ok) return next
  }
  const isWithdrawn = choice === 'keepCentral' || choice === 'tagAgain'
  const withdrawn = isWithdrawn ? vialsOf(head) : []
  for (const entry of rest) {
    const { body } = entry
    if (body.kind === 'procedure.prepare' || body.kind === 'procedure.create') continue
    if (isDecision(body) && choice !== 'doAgain') continue
    if (isWithdrawn && (kind === 'rightWithdrawn' || entry.problem?.kind !== 'behindRefused')) continue
    if (vialsOf(entry).some((vial) => withdrawn.includes(vial))) continue
    ask(body)
  }
  const wasQueued = [head, ...rest].some(({ body }) => body.kind === 'procedure.prepare')
  const isAsked = asked.some(({ kind: each }) => each === 'procedure.prepare')
  if (!isAsked && (wasQueued || asked.length > 0) && state.procedure !== null && isComplete(state.procedure)) {
    ask({ kind: 'procedure.prepare', procedureId: state.procedure.id })
  }
  return ok(asked)
}

/** What changes no procedure is possible where all is free that it binds; nothing else hangs on it. */
function onNoProcedure({ taken }: Present, own: readonly ActBody[]): Plan {
  const bound = own.flatMap((body) => rowOf(body).binds(body))
  return bound.some((thing) => taken.has(keyOf(thing))) ? gone : ok(own)
}

/** No complete procedure stays unqueued. */
const isComplete = ({ type, status, vials }: Procedure): boolean =>
  type === 'STORE' && status === 'PENDING' && vials.every(({ tag, place }) => tag !== null && place !== null)
