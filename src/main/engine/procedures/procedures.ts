// The bench's view of procedures: gathers mirror, outbox and tagging log, and hands them to the pure functions beside it.
import { aggregateOf, type ProcedureAct, procedureOf } from '../../../shared/acts'
import type { IntentEnvelope } from '../../../shared/api/intents'
import type { BenchId, ProcedureId } from '../../../shared/model/ids'
import type { Actor, Claim, Procedure } from '../../../shared/model/procedure'
import type { WorklistEntry, WorklistSnapshot } from '../../../shared/model/worklist'
import type { Clock, Timers } from '../../../shared/ports'
import type { OutboxEntry, Store, TouchedProcedures } from '../store/contract'
import { type Foreseen, overlay } from './overlay'
import { type UnsentWork, unsentWork } from './unsent'
import { dayAround, worklistOf } from './worklist'

export interface Procedures {
  readonly unsent: UnsentWork
  foreseen(id: ProcedureId): Foreseen | null
  entry(id: ProcedureId): WorklistEntry | null
  worklist(loading: boolean): WorklistSnapshot
  /** When the worklist changes by time alone: local midnight, or the end of another bench's claim. Epoch milliseconds. */
  staleAtMs(): number
  /** Asks central for something; part of the caller's `write`. */
  ask(body: ProcedureAct, actor: Actor): IntentEnvelope
  /** One transaction on one procedure. Throws what `work` or the disk throws, after the roll-back. */
  write<Value>(id: ProcedureId, work: () => Value): Value
  /** The other bench that holds the procedure now, if one does. */
  claimedElsewhere(procedure: Procedure): Claim | null
  stop(): void
}

export interface ProceduresNeeds {
  readonly store: Store
  readonly clock: Clock
  readonly timers: Timers
  readonly bench: () => BenchId | null
  /** Bench clock minus central's, milliseconds. */
  readonly clockOffsetMs: () => number | null
}

/** What has changed is looked up in pieces of this length, so that neither a scan nor a chunk of the feed waits for more. */
const pieceMs = 3

export function benchProcedures({ store, clock, timers, bench, clockOffsetMs }: ProceduresNeeds): Procedures {
  let writing = false
  let nextClaimEndMs = Number.POSITIVE_INFINITY
  /** Overlays of procedures with unsent work; the worklist and each scan need all of them. */
  const kept = new Map<ProcedureId, Foreseen & { readonly mirrored: Procedure }>()

  const foresee = (mirrored: Procedure, refused: readonly OutboxEntry[]): Foreseen => {
    if (writing || refused.length > 0) return overlay(mirrored, store.outbox.unsettled(mirrored.id), refused)
    const known = kept.get(mirrored.id)
    if (known?.mirrored === mirrored) return known
    const unsettled = store.outbox.unsettled(mirrored.id)
    const foreseen = { ...overlay(mirrored, unsettled), mirrored }
    if (unsettled.length > 0) kept.set(mirrored.id, foreseen)
    return foreseen
  }
  const views = (id: ProcedureId) => {
    const mirrored = store.mirror.procedure(id)
    return mirrored === null ? null : { mirrored, foreseen: foresee(mirrored, []).procedure }
  }
  const unsent = unsentWork(() => store.outbox.unsettledProcedures(), views)

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
      for (const id of procedures) {
        kept.delete(id)
        unsent.touch(id)
      }
    }
  }
  const stopListening = store.onCommit((touched, procedures) => {
    if (!touched.has('outbox') && !touched.has('procedures')) return
    forget(procedures)
    // One procedure of this bench's own is looked up as quickly at the next question.
    if (!writing) cancelRefresh ??= timers.after(0, refresh)
  })

  const claimedElsewhere = ({ claim }: Procedure): Claim | null => {
    if (claim === null || claim.benchId === bench()) return null
    const endMs = Date.parse(claim.expiresAt) + (clockOffsetMs() ?? 0)
    if (endMs <= clock.wallMs()) return null
    nextClaimEndMs = Math.min(nextClaimEndMs, endMs)
    return claim
  }

  const entryOf = (foreseen: Foreseen, resumable: ReadonlySet<ProcedureId>): WorklistEntry => ({
    procedure: foreseen.procedure,
    unsent: foreseen.unsent,
    problem: foreseen.problem,
    saving: foreseen.saving,
    claimedElsewhere: claimedElsewhere(foreseen.procedure)?.benchName ?? null,
    resumable: resumable.has(foreseen.procedure.id) && foreseen.procedure.status === 'PENDING',
  })

  return {
    unsent,
    claimedElsewhere,
    stop() {
      stopListening()
      cancelRefresh?.()
    },
    foreseen(id) {
      const mirrored = store.mirror.procedure(id)
      return mirrored === null ? null : foresee(mirrored, store.outbox.refused(id))
    },
    entry(id) {
      const mirrored = store.mirror.procedure(id)
      if (mirrored === null) return null
      return entryOf(foresee(mirrored, store.outbox.refused(id)), new Set(store.tagging.resumable()))
    },
    worklist(loading) {
      nextClaimEndMs = Number.POSITIVE_INFINITY
      const midnightIso = new Date(dayAround(clock.wallMs()).startMs).toISOString()
      const procedures = [...store.mirror.openProcedures(), ...store.mirror.endedSince(midnightIso, 200)]
      const touched = new Set(store.outbox.unsettledProcedures())
      const refused = byProcedure(store.outbox.refused())
      const resumable = new Set(store.tagging.resumable())
      const entries = procedures.map((mirrored) => {
        const problems = refused.get(mirrored.id) ?? []
        const foreseen = touched.has(mirrored.id) ? foresee(mirrored, problems) : overlay(mirrored, [], problems)
        return entryOf(foreseen, resumable)
      })
      return worklistOf(entries, midnightIso, loading)
    },
    staleAtMs: () => Math.min(dayAround(clock.wallMs()).endMs, nextClaimEndMs),
    ask(body, actor) {
      const version = store.mirror.procedure(body.procedureId)?.version ?? 0
      return store.outbox.enqueue({ body, actor, baseVersions: { [aggregateOf(body)]: version } })
    },
    write(id, work) {
      writing = true
      try {
        return store.transact(work)
      } finally {
        writing = false
        forget(new Set([id]))
      }
    },
  }
}

function byProcedure(entries: readonly OutboxEntry[]): ReadonlyMap<ProcedureId, readonly OutboxEntry[]> {
  const grouped = new Map<ProcedureId, OutboxEntry[]>()
  for (const entry of entries) {
    const id = procedureOf(entry.body)
    if (id === null) continue
    const group = grouped.get(id)
    if (group === undefined) grouped.set(id, [entry])
    else group.push(entry)
  }
  return grouped
}
