// Reads what acts have asked for, each thing once.
import type { KnownTag } from '../../shared/model/container'
import { type Cane, type CaneRef, caneKey, type Place } from '../../shared/model/place'
import type { Procedure } from '../../shared/model/procedure'
import type { TagId } from '../../shared/model/reader'
import { findTag, isPlaceTaken } from '../store/containers'
import type { Scope } from '../store/organizations'
import { loadProcedure, procedureVersion } from '../store/procedures'
import { type Answered, answeredIntents, type KeptResolution, resolutionsOf, withdrawalsOf } from '../store/resolutions'
import type { Db } from '../store/store'
import { type CanisterState, findCane, findCanister, findRoom, type Room } from '../store/tanks'
import type { Read } from './read'

/** What was read; all of the bench's facility, tags of its organization. Undefined: there is none. */
export interface Known {
  procedure(id: number): Procedure | undefined
  version(procedure: number): number | undefined
  /** The vial that the tag is on. */
  tag(tag: TagId): KnownTag | undefined
  cane(cane: CaneRef): Cane | undefined
  canister(cane: CaneRef): CanisterState | undefined
  room(cane: CaneRef): Room | undefined
  isTaken(place: Place): boolean
  answers(): readonly Answered[]
  resolutions(): readonly KeptResolution[]
  withdrawals(): readonly KeptResolution[]
}

/** Answers by key, that can tell nothing from never asked. */
function memory<Value>(what: Read['kind']) {
  const values = new Map<string, { readonly value: Value }>()
  return {
    has: (key: string) => values.has(key),
    keep: (key: string, value: Value) => void values.set(key, { value }),
    get(key: string): Value {
      const found = values.get(key)
      if (found === undefined) throw new Error(`An act decides by what it did not read: ${what} ${key}`)
      return found.value
    },
  }
}

const canisterKey = ({ storageId, canister }: CaneRef) => `${storageId}/${canister}`
const placeKey = (place: Place) => `${caneKey(place)}/${place.position}`

export async function gather(db: Db, facility: Scope, reads: readonly Read[]): Promise<Known> {
  const procedures = memory<Procedure | undefined>('procedure')
  const versions = memory<number | undefined>('version')
  const tags = memory<KnownTag | undefined>('tag')
  const canes = memory<Cane | undefined>('cane')
  const canisters = memory<CanisterState | undefined>('canister')
  const rooms = memory<Room | undefined>('room')
  const places = memory<boolean>('place')
  const answers: Answered[] = []
  const resolutions: KeptResolution[] = []
  const withdrawals: KeptResolution[] = []

  const once = async <Value>(
    into: ReturnType<typeof memory<Value>>,
    key: string,
    look: () => Promise<Value>,
  ): Promise<void> => {
    if (!into.has(key)) into.keep(key, await look())
  }
  for (const read of reads) {
    switch (read.kind) {
      case 'procedure':
        await once(procedures, String(read.id), () => loadProcedure(db, facility.id, read.id))
        break
      case 'version':
        await once(versions, String(read.procedure), () => procedureVersion(db, facility.id, read.procedure))
        break
      case 'tag':
        await once(tags, read.tag, () => findTag(db, facility.organization.id, read.tag))
        break
      case 'cane':
        await once(canes, caneKey(read.cane), () => findCane(db, read.cane))
        break
      case 'canister':
        await once(canisters, canisterKey(read.cane), () => findCanister(db, facility.id, read.cane))
        break
      case 'room':
        await once(rooms, canisterKey(read.cane), () => findRoom(db, facility.id, read.cane))
        break
      case 'place':
        await once(places, placeKey(read.place), () => isPlaceTaken(db, read.place))
        break
      case 'answers':
        answers.push(...(await answeredIntents(db, read.intentIds)))
        break
      case 'resolutions':
        resolutions.push(...(await resolutionsOf(db, read.intentIds)))
        break
      case 'withdrawals':
        withdrawals.push(...(await withdrawalsOf(db, read.intentIds)))
        break
    }
  }
  return {
    procedure: (id) => procedures.get(String(id)),
    version: (id) => versions.get(String(id)),
    tag: tags.get,
    cane: (cane) => canes.get(caneKey(cane)),
    canister: (cane) => canisters.get(canisterKey(cane)),
    room: (cane) => rooms.get(canisterKey(cane)),
    isTaken: (place) => places.get(placeKey(place)),
    answers: () => answers,
    resolutions: () => resolutions,
    withdrawals: () => withdrawals,
  }
}
