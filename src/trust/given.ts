// The digest of what a device was given to carry out.
import { createHash } from 'node:crypto'
import { givenForm } from '../shared/model/given'
import type { Procedure } from '../shared/model/procedure'
import { canonicalJson } from './canonical'

/** SHA-256, lower-case hex, over the canonical JSON of `givenForm`. */
export const givenDigest = (procedure: Procedure): string =>
  createHash('sha256')
    .update(canonicalJson(givenForm(procedure)), 'utf8')
    .digest('hex')
