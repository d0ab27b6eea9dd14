// Conflicts as the desk shows them. Pure.
import { rowOf } from '../../../../shared/acts'
import { rowOfTold } from '../../../../shared/acts/problems'
import { deciders } from '../../../../shared/acts/problems/problem'
import { seenProcedure } from '../../../../shared/acts/seen'
import { assertNever } from '../../../../shared/assert-never'
import type { ConflictKind } from '../../../../shared/model/conflict-kind'
import type { Device } from '../../../../shared/model/device'
import { intentId, type ProcedureId } from '../../../../shared/model/ids'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { SeenProcedure } from '../../../../shared/model/seen'
import { roleFor } from '../../../../shared/rights'
import type { Conflict, ResolvedConflict } from '../../../../shared/views/conflict'
import type { OutboxState, RefusedEntry, Resolution } from '../../store/contract/outbox'
import { benchActOf } from '../../store/outbox/bench-act'
import { choicesOf } from './choices'
import { differencesOf, foreseenBy } from './differences'
import type { GatheredCase } from './gather'
import { originOf } from './origin'

const isKind = (name: string): name is ConflictKind => Object.hasOwn(deciders, name)

function ownerOf({ kind, head }: GatheredCase): Conflict['owner'] {
  const decider = deciders[kind]
  switch (decider) {
    case 'administrator':
      return decider
    case 'whoMayOverride':
      return roleFor('conflict.override')
    case 'whoMayAct':
      return roleFor(rowOf(head.body).right)
    default:
      return assertNever(decider)
  }
}

const seenBy = ({ body }: RefusedEntry): SeenProcedure | null => ('seen' in body ? (body.seen ?? null) : null)

/** What central has under the number that the act names. */
const seenOfCentral = ({ head: { body }, central }: GatheredCase): SeenProcedure | null =>
  central === null ? null : seenProcedure(central, rowOf(body).vials(body))

/** `anybody`: this bench's word for a person who has had no part in it. */
export function conflictOf(situation: GatheredCase, device: Device | null, anybody: Actor): Conflict {
  const { head, rest, kind, central } = situation
  const acts = [head, ...rest]
  const isAnother = kind === 'notAsSeen'
  // What this bench has made, and central has not, is shown as it was made.
  const base = central ?? (kind === 'cannotBeMade' ? situation.present.procedure : null)
  const foreseen = base === null || isAnother ? null : foreseenBy(acts, base)
  const by = originOf(head.problem)
  const actOf = (entry: (typeof acts)[number]) => benchActOf(entry, () => central)
  return {
    id: intentId(head.envelope.intentId),
    kind,
    sinceMs: head.refusedMs,
    owner: ownerOf(situation),
    bench: { ...actOf(head), behind: rest.map(actOf), foreseen, seen: seenBy(head) },
    central: {
      problem: head.problem ?? { kind: 'unexplained' },
      procedure: central,
      by,
      seen: seenOfCentral(situation),
    },
    device,
    differs: isAnother ? ['seen'] : differencesOf({ acts, foreseen, central, by }),
    choices: choicesOf(situation, anybody),
  }
}

const savings: Readonly<Record<OutboxState, ResolvedConflict['saving']>> = {
  queued: 'saved',
  sending: 'saved',
  accepted: 'confirmed',
  conflict: 'refused',
  rejected: 'refused',
  parked: 'refused',
}

export function resolvedOf(
  { entry, body, act }: Resolution,
  procedure: (id: ProcedureId) => Procedure | null,
): ResolvedConflict {
  return {
    id: body.conflictId,
    kind: isKind(body.conflictKind) ? body.conflictKind : 'movedOn',
    choice: body.choice,
    by: entry.envelope.actor.name,
    atMs: Date.parse(entry.envelope.occurredAt),
    reason: body.reason,
    act: benchActOf(act, rowOfTold(act.problem)?.scope === 'elsewhere' ? () => null : procedure),
    saving: savings[entry.state],
  }
}
