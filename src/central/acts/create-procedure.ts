import type { CreateProcedure } from '../../shared/acts/create-procedure'
import type { ActProblem } from '../../shared/acts/problems'
import type { NotFree } from '../../shared/acts/problems/of-creation'
import type { SeenVial } from '../../shared/acts/seen'
import { madeNumber } from '../../shared/model/made'
import type { Procedure } from '../../shared/model/procedure'
import { ok, refused } from '../../shared/result'
import { may } from '../../shared/rights'
import type { HeldContainer } from '../store/containers'
import type { Asker, CentralAct, Effect } from './act'
import type { ActFacts } from './facts'

/**
 * Makes what was made at a bench. A RETRIEVAL of somebody who may accept one is queued at once, unless the facility requires two people; a STORE
 * is PENDING until every vial has its tag and place. Made once already, as where a bench has a new identity, it is not made again.
 */
export const createProcedure: CentralAct<CreateProcedure> = {
  reads: ({ madeId, subjectCode, newVials, vials }) => [
    { kind: 'made', number: madeNumber(madeId) },
    { kind: 'subject', code: subjectCode, newVials },
    { kind: 'vials', ids: vials.map(({ containerId }) => containerId) },
    { kind: 'rules' },
  ],
  decide(body, facts, by) {
    const before = facts.made(madeNumber(body.madeId))
    if (before !== undefined) {
      return isThis(body, before)
        ? ok({ effects: [], version: before.version })
        : refused({ problem: { kind: 'malformed', intent: body.kind }, against: null })
    }
    const problem = whyNot(body, facts, by)
    if (problem !== null) return refused({ problem, against: null })
    const effect = making(body, facts, by)
    return effect === null
      ? refused({ problem: { kind: 'unknownSubject', subjectCode: body.subjectCode }, against: null })
      : ok({ effects: [effect], version: 1 })
  },
}

const namesIn = ({ newVials, vials }: CreateProcedure) => [...newVials, ...vials].map(({ name }) => name)

/** The procedure was made by this very act, saved under another identity of its bench. */
const isThis = (body: CreateProcedure, { typeName, made, vials }: Procedure): boolean =>
  made?.id === body.madeId &&
  made.subjectCode === body.subjectCode &&
  typeName === body.type &&
  namesIn(body).join('\n') === vials.map(({ name }) => name).join('\n')

function whyNot(body: CreateProcedure, facts: ActFacts, { bench }: Asker): ActProblem | null {
  const { facilityId, subjectCode } = body
  if (facilityId !== bench.facility.id) return { kind: 'otherFacilityMeant', facilityId }
  const asked = facts.subject(subjectCode)
  if (!asked.ok) {
    return asked.problem.kind === 'severalSubjects' ? asked.problem : { kind: 'unknownSubject', subjectCode }
  }
  const { subject, alike } = asked.value
  if (alike !== undefined) return { kind: 'alikeVial', ...alike }
  // SECURITY: each vial as the person saw it, not only by its number: a restored central may have given that to another subject's.
  for (const seen of body.vials) {
    const vial = facts.vial(seen.containerId)?.container
    if (vial === undefined) return { kind: 'noSuchVial', ...seen, subjectCode }
    if (vial.name === seen.name && vial.subject.id === subject.id) continue
    const central = { name: vial.name, subjectCode: vial.subject.code }
    return { kind: 'otherVial', seen: { name: seen.name, subjectCode }, central }
  }
  return whyNotFree(body, facts)
}

function whyNotFree({ type, vials }: CreateProcedure, facts: ActFacts): ActProblem | null {
  const mustBeStored = type === 'RETRIEVAL'
  const reasons: readonly (readonly [NotFree, (vial: HeldContainer) => boolean])[] = [
    ['toVerify', ({ container }) => container.verify != null],
    ['held', ({ heldBy }) => heldBy !== null],
    [mustBeStored ? 'notInStorage' : 'inStorage', ({ container }) => (container.storedAt !== null) !== mustBeStored],
  ]
  for (const [why, isSo] of reasons) {
    const these = vials.filter(({ containerId }) => {
      const vial = facts.vial(containerId)
      return vial !== undefined && isSo(vial)
    })
    if (these.length > 0) return { kind: 'vialsNotFree', why, vials: these.map(named) }
  }
  return null
}

const named = ({ containerId, name }: SeenVial): SeenVial => ({ containerId, name })

function making(body: CreateProcedure, facts: ActFacts, by: Asker): Effect | null {
  const { madeId, type, subjectCode, newVials, vials } = body
  const asked = facts.subject(subjectCode)
  if (!asked.ok) return null
  const { bench, person, actor, at, intentId } = by
  const isAccepted = type === 'RETRIEVAL' && may(person, 'procedure.accept') && !facts.rules().twoPeople
  return {
    kind: 'makeProcedure',
    making: {
      type,
      organization: bench.facility.organization.id,
      facility: bench.facility.id,
      subject: asked.value.subject,
      by: actor,
      at,
      isAccepted,
      made: { id: madeId, subjectCode, newVials: newVials.length },
      intentId,
    },
    newVials,
    known: vials.flatMap(({ containerId }) => facts.vial(containerId)?.container ?? []),
  }
}
