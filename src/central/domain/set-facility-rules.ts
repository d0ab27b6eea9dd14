// What a facility requires of its people is changed. Benches learn of it by their feed.
import type { FacilityRules } from '../../shared/model/facility-rules'
import { ok, type Result, refused } from '../../shared/result'
import { lockFeeds } from '../store/feed'
import { facilityRules, isFacility, saveFacilityRules } from '../store/organizations'
import { type Central, transact } from './central'

export interface NoSuchFacility {
  readonly kind: 'noSuchFacility'
  readonly facilityId: number
}

/** What is so already is left untouched. */
export function setFacilityRules(
  central: Central,
  facilityId: number,
  asked: FacilityRules,
): Promise<Result<FacilityRules, NoSuchFacility>> {
  return transact(central, async (tx): Promise<Result<FacilityRules, NoSuchFacility>> => {
    if (!(await isFacility(tx.db, facilityId))) return refused({ kind: 'noSuchFacility', facilityId })
    await lockFeeds(tx.db, [facilityId])
    const { twoPeople } = await facilityRules(tx.db, facilityId)
    if (twoPeople === asked.twoPeople) return ok(asked)
    await saveFacilityRules(tx.db, facilityId, asked)
    tx.announce(facilityId, { entity: 'facilityRules', body: asked })
    return ok(asked)
  })
}
