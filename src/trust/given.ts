// The digest of what a device was given to carry out.
import { givenForm } from '../shared/model/given'
import type { Procedure } from '../shared/model/procedure'
import { canonicalDigest } from './canonical'

/** SHA-256, lower-case hex, over the canonical JSON of `givenForm`. */
export const givenDigest = (procedure: Procedure): string => canonicalDigest(givenForm(procedure))
