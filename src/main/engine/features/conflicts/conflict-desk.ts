// The conflict desk: shows what is refused with what bench, central and device know of it now, and carries out what a person decides.
// A conflict never ends by itself; its columns and choices follow the mirror.
import { type ActBody, aggregateOf, procedureOf, rowOf } from '../../../../shared/acts'
import type { ResolveConflict } from '../../../../shared/acts/resolve-conflict'
import type { ConflictDecision, ConflictsSnapshot } from '../../../../shared/model/conflict'
import { benchId, type ContainerId, intentId, type ProcedureId, personId } from '../../../../shared/model/ids'
import type { Actor } from '../../../../shared/model/procedure'
import type { Refusal } from '../../../../shared/model/refusal'
import type { Touched } from '../../../../shared/model/touched'
import { ok, type Result, refused } from '../../../../shared/result'
import { isReserved, whyNot } from '../../../../shared/rights'
import type { People } from '../../people/people'
import { choicesOf, planOf, vialToTag } from './choices'
import { conflictOf, resolvedOf } from './conflict-view'
import { coverageOf } from './coverage'
import { deviceOf, type GatheredCase, type GatherNeeds, gatherCase } from './gather'
import { groupsOf } from './groups'

export interface ConflictDesk {
  snapshot(): ConflictsSnapshot
  openCount(): number
  /** One transaction: the signed resolution, what follows from it, and the end of what it covers. Throws what the disk throws. */
  resolve(asked: ConflictDecision): Result<Resolved, Refusal>
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
    count ??= open().length
    return count
  }
  const stopListening = store.onCommit((touched) => {
    if (touched.has('conflicts')) count = null
    if (openCount() > 0 && follows.some((each) => touched.has(each))) changed()
  })

  const decide = (
    { choice, reason }: ConflictDecision,
    situation: GatheredCase,
    by: Actor,
  ): Result<readonly ActBody[], Refusal> => {
    const offered = choicesOf(situation, anybody()).find((each) => each.choice === choice)
    if (offered === undefined) return refused({ kind: 'choiceGone' })
    const notEntitled = whyNot(people.current(), offered.right)
    if (notEntitled !== null) return refused(notEntitled)
    if (offered.needsReason && reason === null) return refused({ kind: 'reasonMissing' })
    const isApproval = choice !== 'keepCentral' && isReserved(offered.right)
    const offsetMs = isApproval ? wrongClockMs() : null
    if (offsetMs !== null) return refused({ kind: 'clockWrong', offsetMs })
    return planOf(situation, { choice, reason: reason ?? '', by })
  }

  const carryOut = (
    { choice, reason }: ConflictDecision,
    situation: GatheredCase,
    by: Actor,
    following: readonly ActBody[],
  ) => {
    const { head, kind } = situation
    const { entries, covers, withdrawn } = coverageOf(situation)
    const resolution: ResolveConflict = {
      kind: 'conflict.resolve',
      conflictId: intentId(head.envelope.intentId),
      conflictKind: kind,
      about: rowOf(head.body).about(head.body),
      covers,
      withdrawn,
      choice,
      reason,
    }
    const { intentId: id } = outbox.enqueue({ body: resolution, actor: by, baseVersions: versionsOf(resolution) })
    const ended = entries.map(({ envelope }) => envelope.intentId)
    outbox.resolve(ended, id)
    for (const body of following) outbox.enqueue({ body, actor: by, baseVersions: versionsOf(body) })
  }
  const versionsOf = (body: ActBody): Readonly<Record<string, number>> => {
    const id = procedureOf(body)
    const version = id === null ? undefined : mirror.procedure(id)?.version
    return version === undefined ? {} : { [aggregateOf(body)]: version }
  }

  return {
    snapshot: () => ({
      open: open().map((group) => {
        const situation = gatherCase(needs, group)
        return conflictOf(situation, deviceOf(needs, situation), anybody())
      }),
      resolved: outbox.resolutions(shownResolved).map((each) => resolvedOf(each, mirror.procedure)),
    }),
    openCount,
    resolve(asked) {
      const actor = whoActs()
      if (!actor.ok) return actor
      const work = (): Result<Resolved, Refusal> => {
        const group = open().find(({ head }) => head.envelope.intentId === asked.conflictId)
        if (group === undefined) return refused({ kind: 'noSuchConflict' })
        const situation = gatherCase(needs, group)
        const following = decide(asked, situation, actor.value)
        if (!following.ok) return following
        const vial = asked.choice === 'tagAgain' ? vialToTag(situation) : null
        const procedureId = procedureOf(group.head.body)
        carryOut(asked, situation, actor.value, following.value)
        return ok({ tagging: vial === null || procedureId === null ? null : { procedureId, containerId: vial } })
      }
      const refusedAct = outbox.unresolved().find(({ envelope }) => envelope.intentId === asked.conflictId)
      const about = refusedAct === undefined ? null : procedureOf(refusedAct.body)
      return about === null ? store.transact(work) : procedures.write(about, work)
    },
    stop: stopListening,
  }
}
