import type { AddCane } from '../../shared/acts/add-cane'
import type { CaneRef } from '../../shared/model/place'
import { ok, refused } from '../../shared/result'
import type { CentralAct } from './act'

const refOf = ({ storageId, canister, cane }: AddCane): CaneRef => ({ storageId, canister, cane })

/** Adds a cane to a canister, as long as the tank's other canes. One that is there already is as good as added. */
export const addCane: CentralAct<AddCane> = {
  reads: (body) => [
    { kind: 'room', cane: refOf(body) },
    { kind: 'cane', cane: refOf(body) },
  ],
  decide(body, facts) {
    const ref = refOf(body)
    const { storageId, canister } = ref
    const room = facts.room(ref)
    if (!room) return refused({ problem: { kind: 'unknownCanister', storageId, canister }, against: null })
    const { tankName } = room
    // SECURITY: before anything else is said of it: a restored central may have given the number to another tank.
    if (body.tankName !== undefined && body.tankName !== tankName) {
      const problem = { kind: 'notWhatWasSeen', seen: { tankName: body.tankName }, central: { tankName } } as const
      return refused({ problem, against: null })
    }
    if (facts.cane(ref)) return ok({ effects: [], version: null })
    const { canes, caneLimit, usualCapacity } = room
    if (canes >= caneLimit) return refused({ problem: { kind: 'canisterFull', canister, caneLimit }, against: null })
    return ok({ effects: [{ kind: 'addCane', cane: { ...ref, capacity: usualCapacity } }], version: null })
  },
}
