import { describe, expect, it } from 'vitest'
import { loadedValue, show, showRefusal, snapshotStore } from '../../../../src/renderer/stores/snapshot'

describe('a snapshot store', () => {
  it('loads, shows, and keeps what it shows when a later request is refused', () => {
    const store = snapshotStore<number>()
    expect(store.getState().loaded).toEqual({ kind: 'loading' })
    show(store, 1)
    showRefusal(store, { kind: 'failed', detail: 'x' })
    expect(loadedValue(store.getState().loaded)).toBe(1)
  })

  it('shows a refusal where there is nothing else', () => {
    const store = snapshotStore<number>()
    showRefusal(store, { kind: 'failed', detail: 'x' })
    expect(store.getState().loaded).toEqual({ kind: 'failed', refusal: { kind: 'failed', detail: 'x' } })
    expect(loadedValue(store.getState().loaded)).toBeNull()
  })

  it('shows no longer what an engine has said that could open its database, once another can not', () => {
    const store = snapshotStore<number>()
    const refusal = { kind: 'storeProblem', why: 'cannotOpen', detail: 'SQLITE_FULL' } as const
    show(store, 1)
    showRefusal(store, refusal)
    expect(store.getState().loaded).toEqual({ kind: 'failed', refusal })
    show(store, 2)
    expect(loadedValue(store.getState().loaded)).toBe(2)
  })
})
