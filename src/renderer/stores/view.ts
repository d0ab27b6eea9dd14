// What only the screen knows: where the person is, and what lies open over it.
import { create } from 'zustand'
import type { ContainerId, IntentId, ProcedureId, StorageId } from '../../shared/model/ids'
import type { Procedure } from '../../shared/model/procedure'
import type { InventoryRow, OnReader } from '../../shared/views/inventory'

export type Route =
  | { readonly kind: 'worklist' }
  | { readonly kind: 'tagging' }
  | { readonly kind: 'procedure'; readonly procedureId: ProcedureId }
  | { readonly kind: 'making' }
  | { readonly kind: 'storage' }
  | { readonly kind: 'devices' }
  | { readonly kind: 'sync' }
  /** One conflict, or null: all of them. */
  | { readonly kind: 'conflicts'; readonly conflictId: IntentId | null }
  /** One vial that is verified, or null: the list. */
  | { readonly kind: 'attention'; readonly containerId: ContainerId | null }
  | { readonly kind: 'settings' }
  | { readonly kind: 'health' }
  | { readonly kind: 'enrolment' }

/** A card: of what lies on a reader, for as long as it does; or of a vial chosen from a list (then the worklist is asked for its open procedure). */
export type ShownVial =
  | { readonly kind: 'scanned'; readonly shown: OnReader }
  /** `isGone`: central doesn't have it any more. */
  | { readonly kind: 'chosen'; readonly container: InventoryRow; readonly isGone?: boolean }

interface View {
  readonly route: Route
  /** Screens to go back to, the last one last. */
  readonly trail: readonly Route[]
  readonly vial: ShownVial | null
  readonly search: string
  readonly tank: StorageId | null
  /** null: opens by itself where a tag is expected. */
  readonly simulatorOpen: boolean | null
}

const longestTrail = 20

export const useView = create<View>(() => ({
  route: { kind: 'worklist' },
  trail: [],
  vial: null,
  search: '',
  tank: null,
  simulatorOpen: null,
}))

const sameRoute = (a: Route, b: Route): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'procedure' || b.kind !== 'procedure' || a.procedureId === b.procedureId) &&
  (a.kind !== 'conflicts' || b.kind !== 'conflicts' || a.conflictId === b.conflictId) &&
  (a.kind !== 'attention' || b.kind !== 'attention' || a.containerId === b.containerId)

export function go(route: Route): void {
  useView.setState((view) =>
    sameRoute(view.route, route)
      ? { vial: null }
      : { route, vial: null, trail: [...view.trail, view.route].slice(-longestTrail) },
  )
}

/** Another part of the same screen, of which nobody needs the way back. */
export const replace = (route: Route): void => useView.setState({ route })

/** To where the person came from; the worklist at last. */
export function goBack(): void {
  useView.setState((view) => ({
    route: view.trail.at(-1) ?? { kind: 'worklist' },
    trail: view.trail.slice(0, -1),
    vial: null,
  }))
}

/** Where a card of the worklist leads. A PENDING STORE is tagged, everything else is looked at. */
export const routeOf = (procedure: Procedure): Route =>
  procedure.type === 'STORE' && procedure.status === 'PENDING'
    ? { kind: 'tagging' }
    : { kind: 'procedure', procedureId: procedure.id }

export const showVial = (vial: ShownVial): void => useView.setState({ vial })
/** What lay on the reader has left. */
export const hideScanned = (): void => useView.setState(({ vial }) => (vial?.kind === 'scanned' ? { vial: null } : {}))
export const hideVial = (): void => useView.setState({ vial: null })

export function searchFor(search: string): void {
  useView.setState({ search })
}
