// What a person does about what needs attention, as acts: checked here as far as the bench knows, decided by central.
import { rowOf } from '../../../../shared/acts'
import type { CloseLoss } from '../../../../shared/acts/close-loss'
import { type Found, unscannedRight, type VerifyVial } from '../../../../shared/acts/verify-vial'
import { type Place, samePlace } from '../../../../shared/model/place'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../../shared/result'
import { isReserved, type Right, whyNot } from '../../../../shared/rights'
import type { ShownVial, VialToVerify } from '../../../../shared/views/attention'
import type { Refusal } from '../../../../shared/views/refusal'
import type { People } from '../../people/people'
import type { Places } from '../../storage/places'
import type { BenchStore } from '../../store/contract/store'

export interface SigningNeeds {
  readonly store: Pick<BenchStore, 'outbox' | 'transact'>
  readonly people: Pick<People, 'current'>
  readonly places: Pick<Places, 'cane'>
  readonly procedures: {
    open(): readonly Procedure[]
    /** With this bench's own unsent work. */
    foreseen(id: Procedure['id']): { readonly procedure: Procedure } | null
  }
  readonly whoActs: () => Result<Actor, Refusal>
  /** Bench clock minus central's, milliseconds, where it is so wrong that nothing may be signed with it; else null. */
  readonly wrongClockMs: () => number | null
}

/** Throws what the disk throws. */
export function sign(
  { store, people, whoActs, wrongClockMs }: SigningNeeds,
  body: VerifyVial | CloseLoss,
  right: Right = rowOf(body).right,
): Result<null, Refusal> {
  const actor = whoActs()
  if (!actor.ok) return actor
  const notEntitled = whyNot(people.current(), right)
  if (notEntitled !== null) return refused(notEntitled)
  const offsetMs = isReserved(right) ? wrongClockMs() : null
  if (offsetMs !== null) return refused({ kind: 'clockWrong', offsetMs })
  store.transact(() => store.outbox.enqueue({ body, actor: actor.value }))
  return ok(null)
}

/** As the window showed it; the act names what its person saw. */
export const isVialAsShown = ({ name, subjectCode }: VialToVerify, seen: ShownVial): boolean =>
  name === seen.name && subjectCode === seen.subjectCode

export const rightFor = (body: VerifyVial): Right => (body.tag === null ? unscannedRight : rowOf(body).right)

/** Why the vial can't be where it was found, as far as this bench knows; null if it can. */
export function whyNotFoundAt(
  found: Found,
  vial: VialToVerify,
  { places, procedures }: Pick<SigningNeeds, 'places' | 'procedures'>,
): Refusal | null {
  if (found.kind !== 'stored') return null
  const { place } = found
  const view = places.cane(place)
  if (view === null || place.position > view.capacity) return { kind: 'noSuchCane' }
  return isOwn(vial, place, procedures) || view.positions[place.position - 1] === 'free' ? null : { kind: 'placeTaken' }
}

/** Its own place is held for it; so is one that an open procedure has planned for it, here first and at central later. */
function isOwn(
  { id, place, verify }: VialToVerify,
  at: Place,
  { open, foreseen }: SigningNeeds['procedures'],
): boolean {
  const planned = open()
    .filter(({ type, vials }) => type === 'STORE' && vials.some((each) => each.containerId === id))
    .flatMap((each) => foreseen(each.id)?.procedure.vials ?? [])
    .filter((each) => each.containerId === id)
  return [place, verify.place, ...planned.map((each) => each.place)].some((own) => own !== null && samePlace(own, at))
}
