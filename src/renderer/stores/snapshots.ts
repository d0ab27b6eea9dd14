import { create } from 'zustand'
import type { ProcedureId } from '../../shared/model/ids'
import type { AttentionSnapshot } from '../../shared/views/attention'
import type { BenchSnapshot } from '../../shared/views/bench'
import type { Conflict, ConflictsSnapshot } from '../../shared/views/conflict'
import type { DevicesSnapshot } from '../../shared/views/devices'
import type { ProgramSnapshot } from '../../shared/views/program'
import type { SyncSnapshot } from '../../shared/views/sync'
import type { TaggingSnapshot } from '../../shared/views/tagging'
import type { WorklistSnapshot } from '../../shared/views/worklist'
import { loadedValue, snapshotStore } from './snapshot'

export const useBenchStore = snapshotStore<BenchSnapshot>()
export const useWorklistStore = snapshotStore<WorklistSnapshot>()
export const useTaggingStore = snapshotStore<TaggingSnapshot | null>()
export const useDevicesStore = snapshotStore<DevicesSnapshot>()
export const useSyncStore = snapshotStore<SyncSnapshot>()
export const useConflictsStore = snapshotStore<ConflictsSnapshot>()
export const useAttentionStore = snapshotStore<AttentionSnapshot>()
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
