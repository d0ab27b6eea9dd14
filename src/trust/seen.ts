// The digest of what an act is about.
import { type Seen, seenForm, seenProcedure } from '../shared/acts/seen'
import type { ContainerId } from '../shared/model/ids'
import type { Procedure } from '../shared/model/procedure'
import { canonicalDigest } from './canonical'

/** `concerned`: the vials that the act is about; empty for the whole procedure. */
export function seenOf(procedure: Procedure, concerned: readonly ContainerId[]): Seen {
  return { ...seenProcedure(procedure, concerned), digest: seenDigest(procedure, concerned) }
}

/** SHA-256, lower-case hex, over the canonical JSON of `seenForm`. */
export const seenDigest = (procedure: Procedure, concerned: readonly ContainerId[]): string =>
  canonicalDigest(seenForm(procedure, concerned))

/** What a person knows the procedure by, and no number: SHA-256 of its type, subject and vials' names. */
export const namesDigest = ({ typeName, subject, vials }: Procedure): string =>
  canonicalDigest([typeName, subject?.code ?? null, vials.map(({ name }) => name)])
