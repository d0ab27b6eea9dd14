import type { IntentBody } from '../../shared/api/intents'
import type { CaneRef } from '../../shared/model/place'
import { ok, type Result, refused } from '../../shared/result'
import { findCane, findCanister, insertCane, usualCaneCapacity } from '../store/tanks'
import type { Work } from './central'

export type CaneProblem =
  | { readonly kind: 'unknownCanister'; readonly storageId: number; readonly canister: string }
  | { readonly kind: 'canisterFull'; readonly canister: string; readonly caneLimit: number }

/** Adds a cane to a canister, as long as the tank's other canes. One that is there already is as good as added. */
export async function addCane(
  tx: Work,
  facility: number,
  request: Extract<IntentBody, { kind: 'cane.add' }>,
): Promise<Result<null, CaneProblem>> {
  const { storageId, canister, cane } = request
  const ref: CaneRef = { storageId, canister, cane }
  const state = await findCanister(tx.db, facility, ref)
  if (!state) return refused({ kind: 'unknownCanister', storageId, canister })
  if (await findCane(tx.db, ref)) return ok(null)
  if (state.canes >= state.caneLimit) return refused({ kind: 'canisterFull', canister, caneLimit: state.caneLimit })
  const added = { ...ref, capacity: await usualCaneCapacity(tx.db, storageId) }
  await insertCane(tx.db, added)
  tx.announce(facility, { entity: 'cane', body: added })
  return ok(null)
}
