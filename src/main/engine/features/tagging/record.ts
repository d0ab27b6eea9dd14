// What is on record of one procedure's tagging, and the transactions that add to it: event, outbox rows and journal together.

import { numberedVial } from '../../../../shared/acts/made'
import { type ContainerId, intentId, type ProcedureId } from '../../../../shared/model/ids'
import { lastingNumber } from '../../../../shared/model/made'
import type { Place } from '../../../../shared/model/place'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { ReaderId, ReaderSnapshot, TagId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import type { TagRefusal } from '../../../../shared/views/tagging'
import { namesDigest } from '../../../../trust'
import type { Foreseen } from '../../procedures/overlay'
import type { Procedures } from '../../procedures/procedures'
import type { TaggingEvent } from '../../store/contract/records'
import type { Store } from '../../store/contract/store'
import type { Reads } from './reads'
import { type Bound, eventsAbout, foldSession, isComplete, type OnVial, type Session } from './session'

export interface RecordNeeds {
  readonly store: Store
  readonly procedures: Procedures
  readonly reads: Reads
  readonly clock: Clock
  /** Whoever stands at the bench now; null keeps the one who opened. */
  readonly actor: () => Actor | null
  readonly readers: () => readonly ReaderSnapshot[]
}

export interface Binding {
  readonly containerId: ContainerId
  readonly tag: TagId
  readonly place: Place
}

export class TaggingRecord {
  private events: readonly TaggingEvent[]
  private isFresh = true
  private gone = false
  private readonly about: string

  constructor(
    private readonly needs: RecordNeeds,
    private latest: Foreseen,
    private readonly openedBy: Actor,
  ) {
    this.about = namesDigest(latest.procedure)
    this.events = eventsAbout(needs.store.tagging.events(this.logId), this.about)
  }

  /** As it is called now: central may have numbered it meanwhile. */
  get id(): ProcedureId {
    return this.procedure().id
  }

  private get logId(): ProcedureId {
    return lastingNumber(this.latest.procedure)
  }

  /** The procedure with this bench's own work, as of now; as it was last where it is gone. */
  foreseen(): Foreseen {
    if (!this.isFresh) {
      const now = this.needs.procedures.foreseen(this.latest.procedure.id)
      const isIt = now !== null && namesDigest(now.procedure) === this.about
      this.gone = !isIt
      if (isIt) this.latest = now
      this.isFresh = true
    }
    return this.latest
  }

  /** Central was restored from a backup that does not have it: what is under its number now is not what is tagged here. */
  isGone(): boolean {
    this.foreseen()
    return this.gone
  }

  procedure(): Procedure {
    return this.foreseen().procedure
  }

  session(): Session {
    const procedure = this.procedure()
    const session = foldSession(
      this.events.map((event) => numberedEvent(event, procedure)),
      procedure,
    )
    return this.isGone() ? { ...session, phase: 'gone' } : session
  }

  /** Opened, and neither stopped nor queued since. */
  isOpen(): boolean {
    const last = this.events.findLast(({ kind }) => kind === 'opened' || kind === 'stopped' || kind === 'finished')
    return last?.kind === 'opened'
  }

  /** Only the queueing is missing. */
  isComplete(): boolean {
    return this.isOpen() && isComplete(this.session(), this.procedure())
  }

  vialName(id: ContainerId): string {
    return this.procedure().vials.find((vial) => vial.containerId === id)?.name ?? ''
  }

  /** Somebody else's commit may have changed the procedure. */
  forget(): void {
    this.isFresh = false
  }

  open(): void {
    this.write(() => {
      this.append({ kind: 'opened', about: namesDigest(this.procedure()) })
      // Nothing is left to put on a reader if another bench tagged the last vial, or central refused only the queueing.
      if (this.isComplete()) this.prepare()
    })
  }

  /** A step that ties no tag. As all below: one durable transaction that throws what the disk throws, with nothing done then. */
  add(event: TaggingEvent): void {
    this.write(() => this.append(event))
  }

  /** A read from which nothing followed. */
  note(reader: ReaderId, conclusion: string): void {
    this.write(() => this.needs.reads.conclude(reader, conclusion))
  }

  accept(reader: ReaderId, binding: Binding): void {
    this.write(() => {
      this.needs.reads.conclude(reader, 'accepted')
      this.assign(reader, binding)
    })
  }

  confirmLast(reader: ReaderId, containerId: ContainerId): void {
    this.write(() => {
      this.needs.reads.conclude(reader, 'confirmedLast')
      this.append({ kind: 'lastConfirmed', containerId })
    })
  }

  keepRefusal(reader: ReaderId, refusal: TagRefusal, undo: readonly Bound[]): void {
    this.write(() => {
      this.needs.reads.conclude(reader, refusal.kind)
      for (const bound of undo) this.takeBack(bound, 'severalTags')
      if (refusal.kind !== 'otherSubject') return
      const { tag, owner } = refusal
      this.append({ kind: 'mismatch', tag, ownerName: owner.name, ownerSubject: owner.subjectCode })
    })
  }

  /** Queues the complete procedure. */
  finish(): void {
    this.write(() => this.prepare())
  }

  undo(onVial: OnVial): void {
    this.write(() => this.takeBack(onVial, 'byHand'))
  }

  private write(work: () => void): void {
    const before = this.events
    try {
      this.needs.procedures.write(this.id, work)
    } catch (error) {
      this.events = before
      throw error
    } finally {
      this.forget()
    }
  }

  private append(event: TaggingEvent): void {
    this.needs.store.tagging.append(this.logId, event, this.needs.clock.wallMs(), this.actor())
    this.events = [...this.events, event]
  }

  private assign(reader: ReaderId, binding: Binding): void {
    const { procedures, reads, readers } = this.needs
    const from = readers().find((each) => each.id === reader)
    const source = { model: from?.model ?? '', serial: from?.serial ?? null, simulated: from?.simulated ?? false }
    const envelope = procedures.ask({ kind: 'tag.assign', procedureId: this.id, ...binding, source }, this.actor())
    const readId = reads.latest(reader) ?? 0
    this.append({ kind: 'tagged', ...binding, intentId: intentId(envelope.intentId), readId })
  }

  /** A compensating entry: the binding stays on record, and so does its end. */
  private takeBack({ containerId, tag }: OnVial, why: 'byHand' | 'severalTags'): void {
    this.needs.procedures.ask(
      { kind: 'tag.release', procedureId: this.id, containerId, tag, reason: why },
      this.actor(),
    )
    this.append({ kind: 'undone', containerId, tag, why })
  }

  /** Queues the procedure for the device: every vial has its tag. */
  private prepare(): void {
    this.needs.procedures.ask({ kind: 'procedure.prepare', procedureId: this.id }, this.actor())
    this.append({ kind: 'finished' })
  }

  private actor(): Actor {
    return this.needs.actor() ?? this.openedBy
  }
}

/** What was done before the procedure had its number names vials that have theirs by now. */
const numberedEvent = (event: TaggingEvent, procedure: Procedure): TaggingEvent =>
  procedure.made !== undefined && 'containerId' in event
    ? { ...event, containerId: numberedVial(procedure, event.containerId) }
    : event
