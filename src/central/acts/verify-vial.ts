import type { ActProblem } from '../../shared/acts/problems'
import { unscannedRight, type VerifyVial } from '../../shared/acts/verify-vial'
import type { SampleContainer } from '../../shared/model/container'
import { type Place, samePlace } from '../../shared/model/place'
import type { TagId } from '../../shared/model/reader'
import { ok, refused } from '../../shared/result'
import { may } from '../../shared/rights'
import type { Asker, CentralAct } from './act'
import type { ActFacts } from './facts'

/** The scan says which vial it is, and the person where: what was held for it is decided then. */
export const verifyVial: CentralAct<VerifyVial> = {
  reads: ({ containerId, found }) => [
    { kind: 'container', id: containerId },
    ...(found.kind === 'stored'
      ? ([
          { kind: 'cane', cane: found.place },
          { kind: 'canister', cane: found.place },
          { kind: 'place', place: found.place },
        ] as const)
      : []),
  ],
  decide(body, facts, by) {
    const { containerId, name, subjectCode, tag, found, reason = null } = body
    const vial = facts.container(containerId)
    if (vial === undefined) {
      return refused({ problem: { kind: 'noSuchVial', containerId, name, subjectCode }, against: null })
    }
    const { name: theirName, subject, verify } = vial
    if (theirName !== name || subject.code !== subjectCode) {
      const central = { name: theirName, subjectCode: subject.code }
      return refused({ problem: { kind: 'otherVial', seen: { name, subjectCode }, central }, against: null })
    }
    if (tag !== null && found.kind === 'notFound') {
      return refused({ problem: { kind: 'malformed', intent: body.kind }, against: null })
    }
    // SECURITY: the tag, or a supervisor's word; a bench's own never moves a vial.
    const unread = tag === null ? unscanned(body, by) : otherTag(vial, tag)
    if (unread !== null) return refused({ problem: unread, against: null })
    const place = found.kind === 'stored' ? found.place : null
    if (!verify) {
      // Two people have looked, and found the same.
      return isAt(vial, place)
        ? ok({ effects: [], version: vial.version })
        : refused({ problem: { kind: 'nothingToVerify', name }, against: null })
    }
    const misplaced = place === null ? null : whyNotAt(place, verify.place, facts)
    if (misplaced !== null) return refused({ problem: misplaced, against: null })
    const settled = { kind: 'verifyVial', vial, place, at: by.at, by: by.actor, reason } as const
    return ok({ effects: [settled], version: vial.version + 1 })
  },
}

/** Without a scan it takes a reason, and a right of its own. */
function unscanned({ name, reason }: VerifyVial, { person }: Asker): ActProblem | null {
  if (!may(person, unscannedRight)) return { kind: 'notEntitled', name: person.name, role: person.role }
  return reason === undefined ? { kind: 'scanMissing', name } : null
}

const otherTag = ({ id, tag: theirs }: SampleContainer, read: TagId): ActProblem | null =>
  theirs === read ? null : { kind: 'otherTag', containerId: id, tag: theirs }

const isAt = (vial: SampleContainer, place: Place | null): boolean =>
  place === null ? vial.place === null : vial.place !== null && samePlace(vial.place, place)

/** Its own place is held for it; any other must be free. */
function whyNotAt(place: Place, own: Place | null, facts: ActFacts): ActProblem | null {
  const cane = facts.cane(place)
  const isHere = cane !== undefined && place.position <= cane.capacity && facts.canister(place) !== undefined
  if (!isHere) return { kind: 'unknownPlace', place }
  const isOwn = own !== null && samePlace(own, place)
  return !isOwn && facts.isTaken(place) ? { kind: 'placeTaken', place } : null
}
