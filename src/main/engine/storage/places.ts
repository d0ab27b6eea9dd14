// Canes with what is on them: as central last knew, with the places that this bench's unsent work takes and gives back.

import type { StorageId } from '../../../shared/model/ids'
import { type CaneRef, caneKey, type Place } from '../../../shared/model/place'
import type { Actor } from '../../../shared/model/procedure'
import type { Clock } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import type { CaneView, TankView } from '../../../shared/views/storage'
import type { UnsentPlaces, UnsentWork } from '../procedures/unsent'
import type { Store } from '../store/contract/store'

/** What a new cane holds until central has said what it really does. */
const usualCapacity = 6

export interface Places {
  /** Without the past levels, which no choice of a place depends on. */
  tanks(): readonly TankView[]
  canes(storageId: StorageId): readonly CaneView[]
  cane(cane: CaneRef): CaneView | null
  /** Asks central for a new cane; it can be used at once. */
  add(cane: CaneRef, actor: Actor): Result<CaneView, Refusal>
}

/** The first free position of the cane, counted from its lower end. */
export function firstFree(view: CaneView): Place | null {
  const index = view.positions.indexOf('free')
  if (index < 0) return null
  return { storageId: view.storageId, canister: view.canister, cane: view.cane, position: index + 1 }
}

/** A cane with unsent work laid over it: it can free what was planned and plan what was free; what is stored stays. */
export function caneWith(view: CaneView, { planned, freed }: UnsentPlaces): CaneView {
  const positions = view.positions.map((state, index) => {
    if (state === 'stored') return state
    if (planned.has(index + 1)) return 'planned'
    return freed.has(index + 1) ? 'free' : state
  })
  return { ...view, positions, free: positions.filter((state) => state === 'free').length }
}

export function benchPlaces(store: Store, unsent: Pick<UnsentWork, 'places'>, clock: Clock): Places {
  const tanks = () => store.mirror.tanks(new Date(clock.wallMs()).toISOString())
  const tank = (id: StorageId) => tanks().find((view) => view.tank.id === id)?.tank ?? null

  const added = (storageId: StorageId, known: readonly CaneView[]): readonly CaneView[] => {
    const keys = new Set(known.map(caneKey))
    const capacity = known[0]?.capacity ?? usualCapacity
    return store.outbox
      .unsettledCanes()
      .filter((cane) => cane.storageId === storageId && !keys.has(caneKey(cane)))
      .map((cane) => ({
        ...cane,
        capacity,
        tankName: tank(storageId)?.name ?? '',
        positions: Array.from({ length: capacity }, () => 'free' as const),
        free: capacity,
      }))
  }
  const canes = (storageId: StorageId): readonly CaneView[] => {
    const known = store.mirror.canes(storageId)
    return [...known, ...added(storageId, known)].map((view) => caneWith(view, unsent.places(view)))
  }
  const cane = (ref: CaneRef): CaneView | null => {
    const known = store.mirror.cane(ref)
    if (known !== null) return caneWith(known, unsent.places(ref))
    return canes(ref.storageId).find((view) => caneKey(view) === caneKey(ref)) ?? null
  }

  return {
    tanks,
    canes,
    cane,
    add(ref, actor) {
      const canister = tank(ref.storageId)?.canisters.find((one) => one.name === ref.canister)
      if (canister === undefined) return refused({ kind: 'noSuchCane' })
      const inCanister = canes(ref.storageId).filter((view) => view.canister === ref.canister)
      if (inCanister.some((view) => view.cane === ref.cane)) return refused({ kind: 'caneExists' })
      if (inCanister.length >= canister.caneLimit) {
        return refused({ kind: 'canisterFull', caneLimit: canister.caneLimit })
      }
      store.transact(() => store.outbox.enqueue({ body: { kind: 'cane.add', ...ref }, actor }))
      const view = cane(ref)
      return view === null ? refused({ kind: 'noSuchCane' }) : ok(view)
    },
  }
}
