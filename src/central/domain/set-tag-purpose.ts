// A tag is kept for something else than vials, or given back to them. Benches learn of it by their feed.

import type { PurposedTag } from '../../shared/model/tag-purpose'
import { ok, type Result, refused } from '../../shared/result'
import { lockFeedsOf } from '../store/feed'
import { tagOnVial } from '../store/losses'
import { isOrganization } from '../store/organizations'
import { findTagPurpose, saveTagPurpose } from '../store/tag-purposes'
import { type Central, timeOf, transact } from './central'

export type TagPurposeProblem =
  | { readonly kind: 'noSuchOrganization'; readonly organizationId: number }
  /** A tag that is on a vial stays the vial's. */
  | { readonly kind: 'tagOnVial'; readonly tag: string; readonly containerName: string; readonly subjectCode: string }

/** One that has the purpose already is left untouched. */
export function setTagPurpose(
  central: Central,
  organizationId: number,
  asked: PurposedTag,
): Promise<Result<PurposedTag, TagPurposeProblem>> {
  return transact(central, async (tx): Promise<Result<PurposedTag, TagPurposeProblem>> => {
    if (!(await isOrganization(tx.db, organizationId))) return refused({ kind: 'noSuchOrganization', organizationId })
    const facilities = await lockFeedsOf(tx.db, organizationId)
    const { tag, purpose } = asked
    const vial = purpose === 'vial' ? undefined : await tagOnVial(tx.db, organizationId, tag)
    if (vial)
      return refused({ kind: 'tagOnVial', tag, containerName: vial.containerName, subjectCode: vial.subjectCode })
    if ((await findTagPurpose(tx.db, organizationId, tag)) === purpose) return ok(asked)
    await saveTagPurpose(tx.db, organizationId, asked, timeOf(central.clock))
    for (const facility of facilities) tx.announce(facility, { entity: 'tagPurpose', body: asked })
    return ok(asked)
  })
}
