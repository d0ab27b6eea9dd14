import type { VerifyVial } from '../../shared/acts/verify-vial'
import { samePlace } from '../../shared/model/place'
import { ok, refused } from '../../shared/result'
import type { CentralAct } from './act'

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
  decide({ containerId, name, subjectCode, tag, found }, facts, by) {
    const vial = facts.container(containerId)
    if (vial === undefined) {
      return refused({ problem: { kind: 'noSuchVial', containerId, name, subjectCode }, against: null })
    }
    const { name: theirName, subject, verify, tag: theirTag } = vial
    if (theirName !== name || subject.code !== subjectCode) {
      const central = { name: theirName, subjectCode: subject.code }
      return refused({ problem: { kind: 'otherVial', seen: { name, subjectCode }, central }, against: null })
    }
    if (!verify) return refused({ problem: { kind: 'nothingToVerify', name }, against: null })
    if (theirTag !== tag) {
      return refused({ problem: { kind: 'otherTag', containerId, tag: theirTag }, against: null })
    }
    const place = found.kind === 'stored' ? found.place : null
    if (place !== null) {
      const cane = facts.cane(place)
      const isHere = cane !== undefined && place.position <= cane.capacity && facts.canister(place) !== undefined
      if (!isHere) return refused({ problem: { kind: 'unknownPlace', place }, against: null })
      const isOwn = verify.place !== null && samePlace(verify.place, place)
      if (!isOwn && facts.isTaken(place)) return refused({ problem: { kind: 'placeTaken', place }, against: null })
    }
    return ok({ effects: [{ kind: 'verifyVial', vial, place, at: by.at, by: by.actor }], version: null })
  },
}
