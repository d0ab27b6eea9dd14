// The tagging screen's snapshot, from session, procedure and what the reader holds. Pure.
import type { CaneView } from '../../../../shared/views/storage'
import type { LastResult, TaggingSnapshot, TaggingStep } from '../../../../shared/views/tagging'
import type { Foreseen } from '../../procedures/overlay'
import { firstFree } from '../../storage/places'
import type { Hold } from './decision'
import { expectedVial, isTagging, isToScan, type Session, undoable, untagged } from './session'

export interface View {
  readonly session: Session
  readonly foreseen: Foreseen
  readonly hold: Hold | null
  /** The reader that went away in the middle; null while one is ready, or none was there to begin with. */
  readonly lostReader: string | null
  readonly readerReady: boolean
  readonly vialOnReader: boolean
  readonly place: CaneView | null
  readonly last: LastResult | null
  readonly resultNumber: number
  readonly claim: TaggingSnapshot['claim']
}

/**
 * The large panel. A write that failed comes before all else, then what a hand has to put right, then the work.
 * A procedure that is no longer PENDING (queued here, or changed by somebody else) is `finished`; its status says how.
 */
export function stepOf({ session, foreseen, hold, lostReader, place }: View): TaggingStep {
  const { procedure } = foreseen
  const tagged = procedure.vials.length - untagged(procedure).length
  const vial = expectedVial(session, procedure)
  if (hold !== null && hold.refusal.kind === 'notSaved') return { kind: 'refused', vial, refusal: hold.refusal }
  if (session.phase === 'gone') return { kind: 'refused', vial: null, refusal: { kind: 'procedureGone' } }
  if (!isTagging(session, procedure)) {
    return hold === null ? { kind: 'finished', vials: tagged } : { kind: 'refused', vial, refusal: hold.refusal }
  }
  if (lostReader !== null) return { kind: 'refused', vial, refusal: { kind: 'readerGone', readerName: lostReader } }
  if (hold !== null) return { kind: 'refused', vial, refusal: hold.refusal }
  if (session.confirm !== null) {
    const { containerId } = session.confirm
    const last = procedure.vials.find((each) => each.containerId === containerId)
    if (last !== undefined) return { kind: 'confirmLast', vial: last }
  }
  if (vial === null) {
    const left = untagged(procedure)
    return left.length > 0 ? { kind: 'onlySkipped', vials: left } : { kind: 'finished', vials: tagged }
  }
  if (place === null) return { kind: 'needsPlace', vial, why: 'none' }
  return place.free === 0 ? { kind: 'needsPlace', vial, why: 'full' } : { kind: 'expecting', vial }
}

export function snapshotOf(view: View): TaggingSnapshot {
  const { session, foreseen } = view
  const { procedure } = foreseen
  const last = undoable(session, procedure)
  const lastVial = procedure.vials.find((vial) => vial.containerId === last?.containerId)
  return {
    procedure,
    step: stepOf(view),
    vials: procedure.vials.map((vial, index) => ({
      vial,
      saving: foreseen.saving[index] ?? 'none',
      skipped: isToScan(vial) && session.skipped.includes(vial.containerId),
      problem: foreseen.vialProblems.get(vial.containerId) ?? null,
    })),
    tagged: procedure.vials.length - untagged(procedure).length,
    place: view.place,
    position: session.confirm?.place.position ?? (view.place && (firstFree(view.place)?.position ?? null)),
    undoable: lastVial === undefined ? null : { containerId: lastVial.containerId, name: lastVial.name },
    last: view.last,
    resultNumber: view.resultNumber,
    claim: view.claim,
    readerReady: view.readerReady,
    vialOnReader: view.vialOnReader,
  }
}
