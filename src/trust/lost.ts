// The digest of what a restored central may have lost, as a person saw it before they closed it.
import type { LostThing } from '../shared/model/restoration'
import { canonicalDigest } from './canonical'

/** Fixed, so that central may learn to tell more of it without a bench of before seeming to have seen something else. */
function formOf(thing: LostThing): object {
  const { kind, procedureId, subjectCode, remembered, atCentral } = thing
  const same = { form: 'cryobench/lost/v1', kind, procedureId, subjectCode, remembered, atCentral }
  return thing.kind === 'vial'
    ? { ...same, containerId: thing.containerId, name: thing.name, tag: thing.tag }
    : { ...same, type: thing.type, createdAt: thing.createdAt, vials: thing.vials, vialCount: thing.vialCount }
}

/** SHA-256, lower-case hex, over its canonical JSON. */
export const lostDigest = (thing: LostThing): string => canonicalDigest(formOf(thing))
