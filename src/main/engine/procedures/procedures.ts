// The bench's view of procedures: gathers mirror, outbox and tagging log, and hands them to the pure functions beside it.
import { type ProcedureAct, procedureOf } from '../../../shared/acts'
import type { IntentEnvelope } from '../../../shared/api/intents'
import type { BenchId, ContainerId, ProcedureId } from '../../../shared/model/ids'
import type { Actor, Claim, Procedure } from '../../../shared/model/procedure'
import type { Clock, Timers } from '../../../shared/ports'
import type { WorklistEntry, WorklistSnapshot } from '../../../shared/views/worklist'
import type { OutboxEntry } from '../store/contract/outbox'
import type { Store } from '../store/contract/store'
import { namedAsSeen } from './as-seen'
import { claimsElsewhere } from './claims-elsewhere'
import { foreseenProcedures } from './foreseen'
import { knownProcedures } from './made-here'
import { type Foreseen, overlay } from './overlay'
import { type StallsNeeds, stalls } from './stalls'
import type { UnsentWork } from './unsent'
import { dayAround, worklistOf } from './worklist'

export interface Procedures {
  readonly unsent: UnsentWork
  foreseen(id: ProcedureId): Foreseen | null
  entry(id: ProcedureId): WorklistEntry | null
  worklist(loading: boolean): WorklistSnapshot
  /** When the worklist changes by time alone: local midnight, the end of another bench's claim, a stall. Epoch milliseconds. */
  staleAtMs(): number
  /** Every open procedure that this bench knows, also those that it has made itself. As central last told. */
  open(): readonly Procedure[]
  /** Asks central for something; part of the caller's `write`. */
  ask(body: ProcedureAct, actor: Actor): IntentEnvelope
  /** One transaction on one procedure. Throws what `work` or the disk throws, after the roll-back. */
  write<Value>(id: ProcedureId, work: () => Value): Value
  /** The other bench that holds the procedure now, if one does. */
  claimedElsewhere(procedure: Procedure): Claim | null
  stop(): void
}

export interface ProceduresNeeds extends Pick<StallsNeeds, 'lastContactMs'> {
  readonly store: Store
  readonly clock: Clock
  readonly timers: Timers
  readonly bench: () => BenchId | null
  /** Bench clock minus central's, milliseconds. */
  readonly clockOffsetMs: () => number | null
}

export function benchProcedures(needs: ProceduresNeeds): Procedures {
  const { store, clock } = needs
  const known = knownProcedures(store)
  const { unsent, foresee, write, stop } = foreseenProcedures({ ...needs, known })
  const claims = claimsElsewhere(needs)
  const stalled = stalls(needs)

  const toVerify = ({ completedAt, vials }: Procedure): readonly ContainerId[] =>
    completedAt !== null || !store.mirror.anyToVerify()
      ? []
      : vials.map(({ containerId }) => containerId).filter((id) => store.mirror.isToVerify(id))

  const entryOf = (foreseen: Foreseen, resumable: ReadonlySet<ProcedureId>): WorklistEntry => ({
    procedure: foreseen.procedure,
    unsent: foreseen.unsent,
    problem: foreseen.problem,
    saving: foreseen.saving,
    claimedElsewhere: claims.of(foreseen.procedure)?.benchName ?? null,
    toVerify: toVerify(foreseen.procedure),
    stalled: stalled.of(foreseen.procedure),
    resumable: resumable.has(foreseen.procedure.id) && foreseen.procedure.status === 'PENDING',
  })

  return {
    unsent,
    claimedElsewhere: claims.of,
    write,
    stop,
    foreseen(id) {
      const mirrored = known.get(id)
      return mirrored === null ? null : foresee(mirrored, known.refused(mirrored))
    },
    entry(id) {
      const mirrored = known.get(id)
      if (mirrored === null) return null
      return entryOf(foresee(mirrored, known.refused(mirrored)), new Set(store.tagging.resumable()))
    },
    worklist(loading) {
      claims.forgetEnds()
      const midnightIso = new Date(dayAround(clock.wallMs()).startMs).toISOString()
      const procedures = [...known.open(), ...store.mirror.endedSince(midnightIso, 200)]
      const numberOf = (id: ProcedureId) => store.mirror.procedure(id)?.id ?? id
      const touched = new Set(store.outbox.unsettledProcedures().map(numberOf))
      const refused = byProcedure(store.outbox.refused(), numberOf)
      const resumable = new Set(store.tagging.resumable())
      const entries = procedures.map((mirrored) => {
        const problems = refused.get(mirrored.id) ?? []
        const foreseen = touched.has(mirrored.id) ? foresee(mirrored, problems) : overlay(mirrored, [], problems)
        return entryOf(foreseen, resumable)
      })
      return worklistOf(entries, midnightIso, loading)
    },
    staleAtMs: () =>
      Math.min(dayAround(clock.wallMs()).endMs, claims.firstEndMs(), stalled.nextMs(store.mirror.openProcedures())),
    open: known.open,
    ask: (body, actor) => store.outbox.enqueue({ body: namedAsSeen(store, body), actor }),
  }
}

function byProcedure(
  entries: readonly OutboxEntry[],
  numberOf: (id: ProcedureId) => ProcedureId,
): ReadonlyMap<ProcedureId, readonly OutboxEntry[]> {
  const grouped = new Map<ProcedureId, OutboxEntry[]>()
  for (const entry of entries) {
    const about = procedureOf(entry.body)
    if (about === null) continue
    const id = numberOf(about)
    const group = grouped.get(id)
    if (group === undefined) grouped.set(id, [entry])
    else group.push(entry)
  }
  return grouped
}
