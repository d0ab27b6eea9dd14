// One small store per snapshot of the engine. Nothing is computed here: a screen shows what the engine last said.
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { Refusal } from '../../shared/views/refusal'

export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value }
  | { readonly kind: 'failed'; readonly refusal: Refusal }

export type SnapshotStore<Value> = UseBoundStore<StoreApi<{ readonly loaded: Loaded<Value> }>>

/** A store that waits for its first snapshot. */
export const snapshotStore = <Value>(): SnapshotStore<Value> =>
  create(() => ({ loaded: { kind: 'loading' } as Loaded<Value> }))

export const show = <Value>(store: SnapshotStore<Value>, value: Value): void =>
  store.setState({ loaded: { kind: 'ready', value } })

/**
 * A refused request hides nothing that is already on screen, unless the bench's database can't be opened: an engine without it looks for no
 * reader and knows no central, and what the one before it has said is true no longer.
 */
export function showRefusal<Value>(store: SnapshotStore<Value>, refusal: Refusal): void {
  if (refusal.kind === 'storeProblem' || store.getState().loaded.kind !== 'ready')
    store.setState({ loaded: { kind: 'failed', refusal } })
}

export const loadedValue = <Value>(loaded: Loaded<Value>): Value | null =>
  loaded.kind === 'ready' ? loaded.value : null
