// Procedures as this bench foresees them. Overlays with unsent work are kept, since the worklist and each scan need all of them.
import type { ProcedureId } from '../../../shared/model/ids'
import type { Procedure } from '../../../shared/model/procedure'
import type { Clock, Timers } from '../../../shared/ports'
import type { OutboxEntry } from '../store/contract/outbox'
import type { Store, TouchedProcedures } from '../store/contract/store'
import type { KnownProcedures } from './made-here'
import { type Foreseen, overlay } from './overlay'
import { type UnsentWork, unsentWork } from './unsent'

export interface ForeseenNeeds {
  readonly store: Pick<Store, 'mirror' | 'outbox' | 'transact' | 'onCommit'>
  readonly known: KnownProcedures
  readonly clock: Clock
  readonly timers: Timers
}

export interface ForeseenProcedures {
  readonly unsent: UnsentWork
  /** `refused`: of this procedure. */
  foresee(mirrored: Procedure, refused: readonly OutboxEntry[]): Foreseen
  /** One transaction on one procedure. Throws what `work` or the disk throws, after the roll-back. */
  write<Value>(id: ProcedureId, work: () => Value): Value
  stop(): void
}

/** What has changed is foreseen anew in pieces of this length, so that neither a scan nor a chunk of the feed waits for more. */
const pieceMs = 3

export function foreseenProcedures({ store, known, clock, timers }: ForeseenNeeds): ForeseenProcedures {
  let writing = false
  const kept = new Map<ProcedureId, Foreseen & { readonly mirrored: Procedure }>()

  const foresee = (mirrored: Procedure, refused: readonly OutboxEntry[]): Foreseen => {
    if (writing || refused.length > 0) return overlay(mirrored, known.unsettled(mirrored), refused)
    const before = kept.get(mirrored.id)
    if (before?.mirrored === mirrored) return before
    const unsettled = known.unsettled(mirrored)
    const foreseen = { ...overlay(mirrored, unsettled), mirrored }
    if (unsettled.length > 0) kept.set(mirrored.id, foreseen)
    return foreseen
  }
  const views = (id: ProcedureId) => {
    const mirrored = known.get(id)
    // What it had before it was numbered is told under its number.
    if (mirrored === null || mirrored.id !== id) return null
    return { mirrored, foreseen: foresee(mirrored, []).procedure }
  }
  /** All that one and the same procedure is, or was, called. */
  const namesOf = (id: ProcedureId): readonly ProcedureId[] => {
    const procedure = store.mirror.procedure(id)
    return procedure === null ? [id] : [id, ...known.numbers(procedure)]
  }
  const unsent = unsentWork(
    () => store.outbox.unsettledProcedures().map((id) => store.mirror.procedure(id)?.id ?? id),
    views,
  )

  let cancelRefresh: (() => void) | null = null
  const refresh = () => {
    const endMs = clock.monotonicMs() + pieceMs
    const isMore = unsent.refresh(() => clock.monotonicMs() < endMs)
    cancelRefresh = isMore ? timers.after(0, refresh) : null
  }
  const forget = (procedures: TouchedProcedures) => {
    if (procedures === 'any') {
      kept.clear()
      unsent.forget()
    } else {
      for (const id of new Set([...procedures].flatMap(namesOf))) {
        kept.delete(id)
        unsent.touch(id)
      }
    }
  }
  const stopListening = store.onCommit((touched, procedures) => {
    if (!touched.has('outbox') && !touched.has('procedures')) return
    forget(procedures)
    // One procedure of this bench's own is foreseen as quickly when somebody asks for it.
    if (!writing) cancelRefresh ??= timers.after(0, refresh)
  })

  return {
    unsent,
    foresee,
    write(id, work) {
      writing = true
      try {
        return store.transact(work)
      } finally {
        writing = false
        forget(new Set([id]))
      }
    },
    stop() {
      stopListening()
      cancelRefresh?.()
    },
  }
}
