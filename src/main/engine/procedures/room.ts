// The worklist, and each procedure as this bench foresees it.
import type { ProcedureId } from '../../../shared/model/ids'
import type { Clock, Timers } from '../../../shared/ports'
import { ok, refused } from '../../../shared/result'
import { refreshAt } from '../ipc/refresh'
import type { Room, SnapshotsChanged } from '../ipc/room'
import type { BenchStore } from '../store/contract/store'
import type { Procedures } from './procedures'

export { benchProcedures } from './procedures'

export interface ProceduresRoomNeeds {
  readonly store: Pick<BenchStore, 'mirror' | 'onCommit'>
  readonly procedures: Procedures
  readonly clock: Clock
  readonly timers: Timers
  readonly changed: SnapshotsChanged
}

export function proceduresRoom({ store, procedures, clock, timers, changed }: ProceduresRoomNeeds) {
  const worklist = () => procedures.worklist(store.mirror.lastEpoch() === null)
  const entry = (id: ProcedureId) => {
    const found = procedures.entry(id)
    return found === null ? refused({ kind: 'noSuchProcedure' } as const) : ok(found)
  }
  const refresh = refreshAt(clock, timers, () => {
    changed('worklist/changed')
    return procedures.staleAtMs()
  })
  refresh.plan()
  const stopListening = store.onCommit((touched) => {
    if (touched.has('procedures') || touched.has('devices')) refresh.plan()
  })
  return {
    handlers: {
      'worklist/get': () => ok(worklist()),
      'procedure/get': ({ procedureId }) => entry(procedureId),
    },
    snapshots: { 'worklist/changed': worklist },
    touchedBy: ['procedures', 'outbox', 'tagging', 'attention'],
    stop() {
      stopListening()
      refresh.stop()
      procedures.stop()
    },
  } satisfies Room
}
