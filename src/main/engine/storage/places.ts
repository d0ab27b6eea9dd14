// Canes with what is on them: as central last knew, with the places that this bench's unsent work takes and gives back.

import type { StorageId } from '../../../shared/model/ids'
import { type CaneRef, caneKey, type Place } from '../../../shared/model/place'
import type { Actor } from '../../../shared/model/procedure'
import { findByName } from '../../../shared/names/key'
import { codePointText, readName } from '../../../shared/names/name'
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
  /** Asks central for a new cane; it can be used at once. `tankName`: as the window showed it. */
  add(cane: CaneRef & { readonly tankName?: string | undefined }, actor: Actor): Result<CaneView, Refusal>
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

/** Positions by cane. */
function foundOn(places: readonly Place[]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>()
  for (const place of places) {
    const key = caneKey(place)
    found.set(key, (found.get(key) ?? new Set()).add(place.position))
  }
  return found
}

/** The cane that is meant: exactly so written, or else the only one of its canister that looks the same. */
const caneAmong = (views: readonly CaneView[], { storageId, canister, cane }: CaneRef): CaneView | undefined =>
  findByName(
    views.filter((view) => view.storageId === storageId && view.canister === canister),
    cane,
    (view) => view.cane,
  )

export function benchPlaces(store: Store, unsent: Pick<UnsentWork, 'places'>, clock: Clock): Places {
  const tanks = () => store.mirror.tanks(new Date(clock.wallMs()).toISOString())
  const tank = (id: StorageId) => tanks().find((view) => view.tank.id === id)?.tank ?? null

  let found: ReadonlyMap<string, ReadonlySet<number>> | null = null
  store.onCommit((touched) => {
    if (touched.has('attention')) found = null
  })
  /** With vials that were found there, which central has not confirmed yet. */
  const withWork = (view: CaneView): CaneView => {
    found ??= foundOn(store.outbox.unsettledFinds())
    const here = found.get(caneKey(view)) ?? new Set()
    const { planned, freed } = unsent.places(view)
    return caneWith(view, { planned: new Set([...planned, ...here]), freed })
  }

  const added = (storageId: StorageId, known: readonly CaneView[]): readonly CaneView[] => {
    const capacity = known[0]?.capacity ?? usualCapacity
    return store.outbox
      .unsettledCanes()
      .filter((cane) => cane.storageId === storageId && caneAmong(known, cane) === undefined)
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
    return [...known, ...added(storageId, known)].map(withWork)
  }
  const cane = (ref: CaneRef): CaneView | null => {
    const known = store.mirror.cane(ref)
    if (known !== null) return withWork(known)
    return caneAmong(canes(ref.storageId), ref) ?? null
  }

  return {
    tanks,
    canes,
    cane,
    add({ tankName: shown, ...asked }, actor) {
      const name = readName(asked.cane)
      if (!name.ok) {
        const { kind: why } = name.problem
        const character = 'codePoint' in name.problem ? codePointText(name.problem.codePoint) : ''
        return refused({ kind: 'noName', why, character })
      }
      const ref = { ...asked, cane: name.value }
      const its = tank(ref.storageId)
      if (its !== null && shown !== undefined && shown !== its.name) return refused({ kind: 'changedMeanwhile' })
      const canister = its?.canisters.find((one) => one.name === ref.canister)
      if (its === null || canister === undefined) return refused({ kind: 'noSuchCane' })
      const inCanister = canes(ref.storageId).filter((view) => view.canister === ref.canister)
      const existing = caneAmong(inCanister, ref)
      if (existing !== undefined) return refused({ kind: 'caneExists', cane: existing.cane })
      if (inCanister.length >= canister.caneLimit) {
        return refused({ kind: 'canisterFull', caneLimit: canister.caneLimit })
      }
      store.transact(() => store.outbox.enqueue({ body: { kind: 'cane.add', ...ref, tankName: its.name }, actor }))
      const view = cane(ref)
      return view === null ? refused({ kind: 'noSuchCane' }) : ok(view)
    },
  }
}
