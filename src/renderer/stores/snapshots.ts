import { create } from 'zustand'
import type { BenchSnapshot, DevicesSnapshot, TaggingSnapshot, WorklistSnapshot } from '../../shared/ipc/snapshots'
import { loadedValue, snapshotStore } from './snapshot'

export const useBenchStore = snapshotStore<BenchSnapshot>()
export const useWorklistStore = snapshotStore<WorklistSnapshot>()
export const useTaggingStore = snapshotStore<TaggingSnapshot | null>()
export const useDevicesStore = snapshotStore<DevicesSnapshot>()

/** Whether the engine's process is up, and how often places have changed (place pickers ask again when it moves). */
export const useEngineStore = create<{ readonly up: boolean; readonly placesVersion: number }>(() => ({
  up: true,
  placesVersion: 0,
}))

/** The bench's own snapshot, or null before the first. */
export const useBench = (): BenchSnapshot | null => useBenchStore((state) => loadedValue(state.loaded))

export const useTagging = (): TaggingSnapshot | null => useTaggingStore((state) => loadedValue(state.loaded))
