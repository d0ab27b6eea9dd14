// What central has lost of a procedure that a bench remembers. Pure.
import { namedVials } from '../../../shared/acts/seen'
import type { SampleContainer } from '../../../shared/model/container'
import type { GivenVial } from '../../../shared/model/given'
import type { ProcedureId } from '../../../shared/model/ids'
import { samePlace } from '../../../shared/model/place'
import type { OrUnknown, Procedure, ProcedureStatus, ProcedureVial } from '../../../shared/model/procedure'
import type { LostThing, Whereabouts } from '../../../shared/model/restoration'
import { seenDigest } from '../../../trust'

/** What central has under the procedure's number and the numbers of its vials. */
export interface AtCentral {
  readonly procedure: Procedure | undefined
  container(id: number): SampleContainer | undefined
}

/** The same number is not enough: a restored central may have given it to something else. */
const isSame = (remembered: Procedure, central: Procedure | undefined): central is Procedure =>
  central !== undefined && seenDigest(remembered, []) === seenDigest(central, [])

export function lossesOf(remembered: Procedure, central: AtCentral): readonly LostThing[] {
  const same = isSame(remembered, central.procedure) ? central.procedure : null
  // Its version says nothing: others may have raised it to the same number since.
  if (same !== null && !isBehind(same, remembered)) return []
  return [
    procedureLoss(remembered, same),
    ...remembered.vials.flatMap((vial) => vialLoss(remembered, vial, same, central)),
    ...(same === null ? taggedVials(remembered, central) : []),
  ]
}

/** How far a procedure has come. A state that this program doesn't know is as far as any. */
export const stepsTo: Readonly<Record<OrUnknown<ProcedureStatus>, number>> = {
  PENDING: 0,
  CREATED: 1,
  IN_PROGRESS: 2,
  COMPLETED: 3,
  CANCELLED: 3,
  FAILED: 3,
  UNKNOWN: 3,
}

/** Where central has come further, by itself or with what others have offered again, it has lost nothing. */
function isBehind(central: Procedure, remembered: Procedure): boolean {
  const ahead = stepsTo[remembered.status] - stepsTo[central.status]
  if (ahead > 0 || (ahead === 0 && remembered.statusName !== central.statusName)) return true
  const theirs = new Map(central.vials.map((vial) => [vial.containerId, vial]))
  return remembered.vials.some(({ containerId, outcome, tag }) => {
    const vial = theirs.get(containerId)
    const isMoved = outcome !== 'pending' && vial?.outcome !== outcome
    return isMoved || (ahead === 0 && tag !== null && vial?.tag === null)
  })
}

function procedureLoss(remembered: Procedure, same: Procedure | null): LostThing {
  const vials = remembered.vials.slice(0, namedVials)
  return {
    kind: 'procedure',
    procedureId: remembered.id,
    type: remembered.typeName,
    subjectCode: remembered.subject?.code ?? null,
    createdAt: remembered.createdAt,
    vials: vials.map(({ containerId, name, tag }) => ({ containerId, name, tag })),
    vialCount: remembered.vials.length,
    remembered: remembered.statusName,
    atCentral: same?.statusName ?? null,
  }
}

/** A vial that was moved, as it is remembered, where central has it otherwise. */
function vialLoss(
  procedure: Procedure,
  vial: ProcedureVial,
  same: Procedure | null,
  central: AtCentral,
): readonly LostThing[] {
  const theirs = same?.vials.find(({ containerId }) => containerId === vial.containerId)
  if (theirs?.outcome === vial.outcome) return []
  const { id, typeName, subject, updatedAt } = procedure
  const remembered = {
    procedureId: id,
    type: typeName,
    subjectCode: subject?.code ?? null,
    at: vial.outcomeAt ?? updatedAt,
  }
  return movedVial(remembered, vial, central.container(vial.containerId))
}

type LostVial = Extract<LostThing, { readonly kind: 'vial' }>

/** Vials of a procedure that is not there, which have their tags on: nobody else may get these while nobody has looked. */
function taggedVials(remembered: Procedure, central: AtCentral): readonly LostThing[] {
  const { id, type, status, subject, updatedAt } = remembered
  if (type !== 'STORE' || stepsTo[status] >= stepsTo.UNKNOWN || subject === null) return []
  return remembered.vials
    .filter(({ outcome, tag }) => outcome === 'pending' && tag !== null)
    .filter((vial) => !isThere(vial, subject.code, central.container(vial.containerId)))
    .map(({ containerId, name, tag }) => ({
      kind: 'vial',
      containerId: null,
      formerId: containerId,
      name,
      subjectCode: subject.code,
      tag,
      procedureId: id,
      remembered: { kind: 'notStored' },
      rememberedAt: updatedAt,
      atCentral: null,
    }))
}

/** Central has the vial under its number, and not another one. */
const isThere = (
  { name }: Pick<GivenVial, 'name'>,
  subjectCode: string,
  found: SampleContainer | undefined,
): found is SampleContainer => found?.name === name && found.subject.code === subjectCode

export interface RememberedMove {
  readonly procedureId: ProcedureId
  readonly type: string
  readonly subjectCode: string | null
  readonly at: string
}

/** `found`: what central has under the vial's number. */
export function movedVial(
  { procedureId, type, subjectCode, at }: RememberedMove,
  vial: GivenVial & Pick<ProcedureVial, 'outcome'>,
  found: SampleContainer | undefined,
): readonly LostThing[] {
  const remembered = movedTo(type, vial)
  if (remembered === null || subjectCode === null) return []
  const moved: LostVial = {
    kind: 'vial',
    containerId: vial.containerId,
    formerId: vial.containerId,
    name: vial.name,
    subjectCode,
    tag: vial.tag,
    procedureId,
    remembered,
    rememberedAt: at,
    atCentral: null,
  }
  const lost = vialStillLost(moved, found)
  return lost === null ? [] : [lost]
}

/** As central has it now; null where it is there as it was last heard of. `found`: what central has under the vial's number. */
export function vialStillLost(thing: LostVial, found: SampleContainer | undefined): LostVial | null {
  const container = isThere(thing, thing.subjectCode, found) ? found : null
  const atCentral = container === null ? null : whereaboutsOf(container)
  if (atCentral !== null && isAt(atCentral, thing.remembered)) return null
  return { ...thing, containerId: container?.id ?? null, atCentral }
}

function movedTo(type: string, { outcome, place }: Pick<ProcedureVial, 'outcome' | 'place'>): Whereabouts | null {
  if (outcome === 'unknown') return { kind: 'unknown' }
  if (outcome !== 'done') return null
  if (type === 'RETRIEVAL') return { kind: 'out' }
  return place === null ? { kind: 'unknown' } : { kind: 'stored', place }
}

const whereaboutsOf = ({ place }: SampleContainer): Whereabouts =>
  place === null ? { kind: 'out' } : { kind: 'stored', place }

const isAt = (a: Whereabouts, b: Whereabouts): boolean =>
  a.kind === 'stored' && b.kind === 'stored' ? samePlace(a.place, b.place) : a.kind === b.kind && a.kind !== 'unknown'
