// The conflict desk: shows what is refused with what bench, central and device know of it now, and carries out what a person decides.
// A conflict never ends by itself; its columns and choices follow the mirror.
import { procedureOf } from '../../../../shared/acts'
import { benchId, type ContainerId, type ProcedureId, personId } from '../../../../shared/model/ids'
import type { Actor } from '../../../../shared/model/procedure'
import type { Touched } from '../../../../shared/model/touched'
import { ok, type Result, refused } from '../../../../shared/result'
import type { ConflictDecision, ConflictsSnapshot } from '../../../../shared/views/conflict'
import type { Refusal } from '../../../../shared/views/refusal'
import type { People } from '../../people/people'
import { vialToTag } from './choices'
import { conflictOf, resolvedOf } from './conflict-view'
import { contradictedIn } from './contradicted'
import { carryOut, followingActs } from './decision'
import { deviceOf, type GatheredCase, type GatherNeeds, gatherCase } from './gather'
import { groupsOf } from './groups'

export interface ConflictDesk {
  snapshot(): ConflictsSnapshot
  openCount(): number
  /** One transaction: the signed resolution, what follows from it, and the end of what it covers. Throws what the disk throws. */
  resolve(decided: ConflictDecision): Result<Resolved, Refusal>
  stop(): void
}

export interface Resolved {
  /** The vial that goes on the reader again; null if none does. */
  readonly tagging: { readonly procedureId: ProcedureId; readonly containerId: ContainerId } | null
}

export interface ConflictDeskNeeds extends GatherNeeds {
  readonly people: People
  readonly whoActs: () => Result<Actor, Refusal>
  /** How far the clock is off, if too far to sign an approval; null if it isn't. Milliseconds. */
  readonly wrongClockMs: () => number | null
  /** Open conflicts may look otherwise now. */
  readonly changed: () => void
}

const shownResolved = 50
/** What columns and choices are made of, besides the refused acts. */
const follows: readonly Touched[] = ['procedures', 'places', 'containers', 'devices', 'people', 'outbox']
/** What is counted. */
const counted: readonly Touched[] = ['conflicts', 'procedures', 'containers', 'attention']

export function conflictDesk(needs: ConflictDeskNeeds): ConflictDesk {
  const { store, procedures, people, whoActs, bench, wrongClockMs, changed } = needs
  const { outbox, mirror } = store
  let count: number | null = null

  /** Somebody who has had no part in anything: what is offered must be possible for a person, not for this one. */
  const anybody = (): Actor => ({
    kind: 'person',
    personId: personId(''),
    name: '',
    benchId: bench() ?? benchId(''),
  })
  const open = () => groupsOf(outbox.unresolved())
  const openCount = () => {
    count ??= open().length + contradictedIn(store).length
    return count
  }
  const stopListening = store.onCommit((touched) => {
    const before = count ?? 0
    if (counted.some((each) => touched.has(each))) count = null
    if ((openCount() > 0 || before > 0) && follows.some((each) => touched.has(each))) changed()
  })

  return {
    snapshot: () => ({
      contradicted: contradictedIn(store),
      open: open().map((group) => {
        const situation = gatherCase(needs, group)
        return conflictOf(situation, deviceOf(needs, situation), anybody())
      }),
      resolved: outbox.resolutions(shownResolved).map((each) => resolvedOf(each, mirror.procedure)),
    }),
    openCount,
    resolve(decided) {
      const actor = whoActs()
      if (!actor.ok) return actor
      const work = (): Result<Resolved, Refusal> => {
        const group = open().find(({ head }) => head.envelope.intentId === decided.conflictId)
        if (group === undefined) return refused({ kind: 'noSuchConflict' })
        const situation = gatherCase(needs, group)
        if (!isCaseAsShown(decided, situation)) return refused({ kind: 'changedMeanwhile' })
        const decider = { person: people.current(), by: actor.value, anybody: anybody(), wrongClockMs }
        const following = followingActs(decided, situation, decider)
        if (!following.ok) return following
        const vial = decided.choice === 'tagAgain' ? vialToTag(situation) : null
        const procedureId = procedureOf(group.head.body)
        carryOut(store, decided, situation, actor.value, following.value)
        return ok({ tagging: vial === null || procedureId === null ? null : { procedureId, containerId: vial } })
      }
      const refusedAct = outbox.unresolved().find(({ envelope }) => envelope.intentId === decided.conflictId)
      const about = refusedAct === undefined ? null : procedureOf(refusedAct.body)
      return about === null ? store.transact(work) : procedures.write(about, work)
    },
    stop: stopListening,
  }
}

/** Another act may have joined it, or central's side have moved, after it was drawn. */
function isCaseAsShown({ shown }: ConflictDecision, { head, rest, central }: GatheredCase): boolean {
  if (shown === undefined) return true
  const acts = [head, ...rest].map(({ envelope }) => envelope.intentId)
  return (
    (central?.statusName ?? null) === shown.status &&
    acts.length === shown.acts.length &&
    acts.every((id) => shown.acts.some((each) => each === id))
  )
}
