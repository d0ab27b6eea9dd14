// What this bench's unsent work binds and frees: the tags and places that central doesn't know of yet.

import type { ContainerId, ProcedureId } from '../../../shared/model/ids'
import { type CaneRef, caneKey } from '../../../shared/model/place'
import type { Procedure } from '../../../shared/model/procedure'
import type { TagId } from '../../../shared/model/reader'
import { heldBy } from '../../../shared/procedure/life'

export interface UnsentBinding {
  readonly procedureId: ProcedureId
  readonly containerId: ContainerId
  readonly containerName: string
  readonly subjectCode: string
  /** When it was tagged: ISO 8601, UTC. */
  readonly since: string
}

export interface UnsentPlaces {
  readonly planned: ReadonlySet<number>
  readonly freed: ReadonlySet<number>
}

interface Contribution {
  readonly bound: ReadonlyMap<TagId, UnsentBinding>
  readonly freed: ReadonlySet<TagId>
  /** Keys are `caneKey`. */
  readonly places: ReadonlyMap<string, UnsentPlaces>
}

/** What differs between a procedure as central last knew it and as this bench foresees it. */
export function contributionOf(mirrored: Procedure, foreseen: Procedure): Contribution {
  const bound = new Map<TagId, UnsentBinding>()
  const freed = new Set<TagId>()
  const places = new Map<string, { planned: Set<number>; freed: Set<number> }>()
  const at = (key: string) => {
    const found = places.get(key) ?? { planned: new Set<number>(), freed: new Set<number>() }
    places.set(key, found)
    return found
  }
  const before = new Map(mirrored.vials.map((vial) => [vial.containerId, heldBy(mirrored, vial)]))
  for (const vial of foreseen.vials) {
    const [was, is] = [before.get(vial.containerId), heldBy(foreseen, vial)]
    if (was?.tag !== is.tag) {
      if (was?.tag) freed.add(was.tag)
      if (is.tag) {
        bound.set(is.tag, {
          procedureId: foreseen.id,
          containerId: vial.containerId,
          containerName: vial.name,
          subjectCode: foreseen.subject?.code ?? '',
          since: foreseen.updatedAt,
        })
      }
    }
    if (was?.place) at(caneKey(was.place)).freed.add(was.place.position)
    if (is.place) at(caneKey(is.place)).planned.add(is.place.position)
  }
  for (const tag of bound.keys()) freed.delete(tag)
  return { bound, freed, places: foreseen.type === 'STORE' ? places : new Map() }
}

const nothing: UnsentPlaces = { planned: new Set(), freed: new Set() }

export interface UnsentWork {
  /** The vial that unsent work ties the tag to, `freed` if unsent work takes the tag back, null if it says nothing of it. */
  tag(tag: TagId): UnsentBinding | 'freed' | null
  places(cane: CaneRef): UnsentPlaces
  /** One procedure's unsent work has changed: looked up anew at the next question, or before. */
  touch(id: ProcedureId): void
  /** Any of it may have changed. */
  forget(): void
  /** Looks up what has changed as long as `mayGoOn`; true if there is more. So that a scan, which needs all of it, finds it done. */
  refresh(mayGoOn: () => boolean): boolean
}

/** An index over all unsent work, so that a scan never has to read the whole outbox. `load` gives the two views of a procedure. */
export function unsentWork(
  procedures: () => readonly ProcedureId[],
  load: (id: ProcedureId) => { readonly mirrored: Procedure; readonly foreseen: Procedure } | null,
): UnsentWork {
  const index = new Map<ProcedureId, Contribution>()
  let changed = new Set<ProcedureId>()
  let isAllStale = true

  const put = (id: ProcedureId) => {
    const views = load(id)
    if (views === null || views.foreseen === views.mirrored) index.delete(id)
    else index.set(id, contributionOf(views.mirrored, views.foreseen))
  }
  const refresh = (mayGoOn: () => boolean): boolean => {
    if (isAllStale) changed = new Set([...index.keys(), ...procedures()])
    isAllStale = false
    for (const id of changed) {
      if (!mayGoOn()) return true
      put(id)
      changed.delete(id)
    }
    return false
  }
  const all = (): ReadonlyMap<ProcedureId, Contribution> => {
    refresh(() => true)
    return index
  }

  return {
    tag(tag) {
      let isFreed = false
      for (const { bound, freed } of all().values()) {
        const binding = bound.get(tag)
        if (binding !== undefined) return binding
        isFreed ||= freed.has(tag)
      }
      return isFreed ? 'freed' : null
    },
    places(cane) {
      const key = caneKey(cane)
      const found = [...all().values()].flatMap(({ places }) => places.get(key) ?? [])
      if (found.length === 0) return nothing
      return {
        planned: new Set(found.flatMap((one) => [...one.planned])),
        freed: new Set(found.flatMap((one) => [...one.freed])),
      }
    },
    touch: (id) => void changed.add(id),
    forget() {
      isAllStale = true
    },
    refresh,
  }
}
