import type { ProcedureId } from '../../shared/model/ids'
import type { Stalled } from '../../shared/procedure/stalled'
import { findEntry } from '../stores/entries'
import { loadedValue } from '../stores/snapshot'
import { useWorklistStore } from '../stores/snapshots'

/** Whether the procedure has come to a stand, as the worklist has it. */
export const useStalled = (id: ProcedureId | null): Stalled | null =>
  useWorklistStore(({ loaded }) => {
    const worklist = id === null ? null : loadedValue(loaded)
    return worklist === null || id === null ? null : (findEntry(worklist, id)?.stalled ?? null)
  })
