import type { CreateProcedure } from '../../shared/acts/create-procedure'
import type { ActProblem } from '../../shared/acts/problems'
import type { NotFree } from '../../shared/acts/problems/of-creation'
import { madeNumber } from '../../shared/model/made'
import type { Procedure } from '../../shared/model/procedure'
import { ok, refused } from '../../shared/result'
import { may } from '../../shared/rights'
import type { HeldContainer } from '../store/containers'
import type { Asker, CentralAct, Effect } from './act'
import type { ActFacts, MeantSubject } from './facts'

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
    const { facilityId, subjectCode } = body
    const meant = facilityId === by.bench.facility.id ? facts.subject(subjectCode) : null
    if (meant === null) return refused({ problem: { kind: 'otherFacilityMeant', facilityId }, against: null })
    if (!meant.ok) {
      const { problem } = meant
      const why = problem.kind === 'severalSubjects' ? problem : ({ kind: 'unknownSubject', subjectCode } as const)
      return refused({ problem: why, against: null })
    }
    const problem = whyNot(body, facts, meant.value)
    if (problem !== null) return refused({ problem, against: null })
    return ok({ effects: [making(body, facts, by, meant.value)], version: 1 })
  },
}

const namesIn = ({ newVials, vials }: CreateProcedure) => [...newVials, ...vials].map(({ name }) => name)

/** The procedure was made by this very act, saved under another identity of its bench. */
const isThis = (body: CreateProcedure, { typeName, made, vials }: Procedure): boolean =>
  made?.id === body.madeId &&
  made.subjectCode === body.subjectCode &&
  typeName === body.type &&
  namesIn(body).join('\n') === vials.map(({ name }) => name).join('\n')

function whyNot(body: CreateProcedure, facts: ActFacts, { subject, alike }: MeantSubject): ActProblem | null {
  const { subjectCode } = body
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
    if (these.length > 0) return { kind: 'vialsNotFree', why, vials: these }
  }
  return null
}

function making(body: CreateProcedure, facts: ActFacts, by: Asker, { subject }: MeantSubject): Effect {
  const { madeId, type, subjectCode, newVials, vials } = body
  const { bench, person, actor, at, intentId } = by
  const isAccepted = type === 'RETRIEVAL' && may(person, 'procedure.accept') && !facts.rules().twoPeople
  return {
    kind: 'makeProcedure',
    making: {
      type,
      organization: bench.facility.organization.id,
      facility: bench.facility.id,
      subject,
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
