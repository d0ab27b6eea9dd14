import { create } from 'zustand'
import type { ProgramSnapshot } from '../../shared/ipc/program'
import type { BenchSnapshot, DevicesSnapshot, TaggingSnapshot, WorklistSnapshot } from '../../shared/ipc/snapshots'
import type { Conflict, ConflictsSnapshot, SyncSnapshot } from '../../shared/ipc/sync-views'
import type { ProcedureId } from '../../shared/model/ids'
import { loadedValue, snapshotStore } from './snapshot'

export const useBenchStore = snapshotStore<BenchSnapshot>()
export const useWorklistStore = snapshotStore<WorklistSnapshot>()
export const useTaggingStore = snapshotStore<TaggingSnapshot | null>()
export const useDevicesStore = snapshotStore<DevicesSnapshot>()
export const useSyncStore = snapshotStore<SyncSnapshot>()
export const useConflictsStore = snapshotStore<ConflictsSnapshot>()
export const useProgramStore = snapshotStore<ProgramSnapshot>()

/** Whether the engine's process is up, and how often places have changed (place pickers ask again when it moves). */
export const useEngineStore = create<{ readonly up: boolean; readonly placesVersion: number }>(() => ({
  up: true,
  placesVersion: 0,
}))

/** The bench's own snapshot, or null before the first. */
export const useBench = (): BenchSnapshot | null => useBenchStore((state) => loadedValue(state.loaded))

/** The program's version and its update, or null before the first. */
export const useProgram = (): ProgramSnapshot | null => useProgramStore((state) => loadedValue(state.loaded))

export const useTagging = (): TaggingSnapshot | null => useTaggingStore((state) => loadedValue(state.loaded))

/** The oldest open conflict about a procedure; null if there is none. */
export const useConflictOf = (id: ProcedureId): Conflict | null =>
  useConflictsStore((state) => loadedValue(state.loaded)?.open.find(({ bench }) => bench.procedureId === id) ?? null)

/** Whether central's state was fetched once; null until the engine has said. */
export const useHasData = (): boolean | null =>
  useWorklistStore((state) => {
    const worklist = loadedValue(state.loaded)
    return worklist === null ? null : !worklist.loading
  })
