// The one procedure that is being tagged: takes what readers tell and what hands ask for, commits, and only then shows it.
import { assertNever } from '../../../shared/assert-never'
import type { Refusal } from '../../../shared/ipc/contract'
import type { LastResult, TaggingSnapshot } from '../../../shared/ipc/snapshots'
import type { ContainerId } from '../../../shared/model/ids'
import type { CaneRef } from '../../../shared/model/place'
import type { Actor } from '../../../shared/model/procedure'
import type { ReaderId, ReaderSnapshot } from '../../../shared/model/reader'
import { ok, type Result, refused } from '../../../shared/result'
import type { Foreseen } from '../procedures/overlay'
import type { FieldEvent } from '../readers/field-state'
import { type Decision, decide, type Hold } from './decide'
import { factsFor } from './facts'
import type { Places } from './places'
import { type RecordNeeds, TaggingRecord } from './record'
import { expectedVial, undoable, untagged } from './session'
import { snapshotOf } from './snapshot'

export interface TaggingNeeds extends RecordNeeds {
  readonly places: Places
  /** The reader's own lamp or buzzer. */
  readonly signal: (reader: ReaderId, cue: 'accepted' | 'refused') => void
  readonly show: (snapshot: TaggingSnapshot | null) => void
  /** Something went wrong that nobody at the bench can act on. */
  readonly report: (error: unknown) => void
}

type DecisionOf<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>
type Arrival = Extract<FieldEvent, { kind: 'arrived' }>

export const isReady = (reader: ReaderSnapshot): boolean => reader.connection.kind === 'ready'

export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export class OpenTagging {
  readonly record: TaggingRecord
  private hold: Hold | null = null
  /** Good, and lying on the reader, but without a place yet. */
  private waiting: { readonly reader: ReaderId; readonly arrival: Arrival } | null = null
  private readyReader: ReaderSnapshot | undefined
  private lostReader: string | null = null
  private last: LastResult | null = null
  private resultNumber = 0
  private claim: TaggingSnapshot['claim'] = 'notNeeded'

  /** Opens, or opens again after a crash. Throws what the disk throws. */
  constructor(
    private readonly needs: TaggingNeeds,
    foreseen: Foreseen,
    openedBy: Actor,
  ) {
    this.record = new TaggingRecord(needs, foreseen, openedBy)
    this.readyReader = needs.readers().find(isReady)
    this.record.write(() => {
      this.record.append({ kind: 'opened' })
      // Nothing is left to put on a reader if another bench tagged the last vial, or central refused only the queueing.
      if (untagged(foreseen.procedure).length === 0) this.record.prepare()
    })
  }

  snapshot(): TaggingSnapshot {
    const session = this.record.session()
    return snapshotOf({
      session,
      foreseen: this.record.foreseen(),
      hold: this.hold,
      lostReader: this.lostReader,
      readerReady: this.needs.readers().some(isReady),
      place: session.cane && this.needs.places.cane(session.cane),
      last: this.last,
      resultNumber: this.resultNumber,
      claim: this.claim,
    })
  }

  show(): void {
    this.needs.show(this.snapshot())
  }

  isOver(): boolean {
    return this.record.session().phase !== 'open'
  }

  setClaim(claim: TaggingSnapshot['claim']): void {
    this.claim = claim
    this.show()
  }

  /** What was done so far stays. Throws what the disk throws. */
  stop(): void {
    if (!this.isOver()) this.record.write(() => this.record.append({ kind: 'stopped' }))
  }

  /** False if the event is none of this procedure's: then it only asks what lies on the reader. */
  onField(reader: ReaderId, event: FieldEvent): boolean {
    const session = this.record.session()
    const tag = event.kind === 'arrived' ? event.sighting.tag : null
    const facts = factsFor({ ...this.needs, unsent: this.needs.desk.unsent }, session, tag)
    const situation = { session, procedure: this.record.procedure(), hold: this.hold }
    const decision = decide(situation, reader, event, facts)
    if (decision.kind === 'notTagging') return false
    if (this.waiting?.reader === reader) this.waiting = null
    this.follow(decision, reader, event)
    this.show()
    return true
  }

  readersChanged(readers: readonly ReaderSnapshot[]): void {
    const isSame = (reader: ReaderSnapshot) => reader.id === this.readyReader?.id
    const ready = readers.find((reader) => isReady(reader) && isSame(reader)) ?? readers.find(isReady)
    if (ready === undefined && this.readyReader !== undefined && !this.isOver()) {
      this.lostReader = this.readyReader.modelName
      const refusal = { kind: 'readerGone', readerName: this.lostReader } as const
      this.result({ kind: 'refused', refusal, atMs: this.needs.clock.wallMs() })
    }
    if (ready !== undefined) this.lostReader = null
    this.readyReader = ready
    this.show()
  }

  /** The disk refused a read, or what follows from it: said louder than any success, and nothing is pretended. */
  notSaved(reader: ReaderId, tags: Hold['tags'], error: unknown): void {
    this.needs.report(error)
    this.refuse({ refusal: { kind: 'notSaved', detail: detailOf(error) }, reader, tags })
  }

  undo(): Result<null, Refusal> {
    const { record } = this
    const bound = undoable(record.session(), record.procedure())
    if (bound === null) return refused({ kind: 'nothingToUndo' })
    return this.command(() => {
      record.write(() => record.takeBack(bound, 'byHand'))
      this.result({ kind: 'undone', vialName: record.vialName(bound.containerId), atMs: this.needs.clock.wallMs() })
    })
  }

  skip(): Result<null, Refusal> {
    const vial = expectedVial(this.record.session(), this.record.procedure())
    if (vial === null) return refused({ kind: 'noSuchVial' })
    const { containerId } = vial
    return this.command(() => this.record.write(() => this.record.append({ kind: 'skipped', containerId })))
  }

  goTo(containerId: ContainerId): Result<null, Refusal> {
    const vial = this.record.procedure().vials.find((each) => each.containerId === containerId)
    if (vial === undefined || this.isOver() || this.record.session().confirm !== null) {
      return refused({ kind: 'noSuchVial' })
    }
    if (vial.tag !== null) return refused({ kind: 'alreadyTagged', containerId, tag: vial.tag })
    return this.command(() => this.record.write(() => this.record.append({ kind: 'wentTo', containerId })))
  }

  choosePlace(cane: CaneRef): Result<null, Refusal> {
    const view = this.needs.places.cane(cane)
    if (view === null || this.isOver()) return refused({ kind: 'noSuchCane' })
    if (view.free === 0) return refused({ kind: 'caneFull' })
    const { waiting } = this
    return this.command(() => {
      this.record.write(() => this.record.append({ kind: 'placeChosen', cane }))
      if (waiting !== null) this.onField(waiting.reader, waiting.arrival)
    })
  }

  /** What hands ask for changes which vial is meant, so a tag that waits on the reader is not taken over silently. */
  private command(work: () => void): Result<null, Refusal> {
    this.waiting = null
    try {
      work()
      return ok(null)
    } catch (error) {
      this.needs.report(error)
      return refused({ kind: 'notSaved', detail: detailOf(error) })
    } finally {
      this.show()
    }
  }

  private follow(decision: Exclude<Decision, { kind: 'notTagging' }>, reader: ReaderId, event: FieldEvent): void {
    const { record } = this
    switch (decision.kind) {
      case 'accepted':
        return this.accept(decision, reader)
      case 'confirmedLast':
        return this.confirmLast(decision, reader)
      case 'refused':
        return this.refuseTag(decision, reader)
      case 'needsPlace':
        this.hold = null
        if (event.kind === 'arrived') this.waiting = { reader, arrival: event }
        return this.keep(() => record.conclude(reader, 'needsPlace'))
      case 'ignored':
        this.hold = decision.hold
        return this.keep(() => record.conclude(reader, decision.why))
      case 'left':
        this.hold = decision.hold
        return
      default:
        return assertNever(decision)
    }
  }

  private accept({ vial, tag, place, finishes }: DecisionOf<'accepted'>, reader: ReaderId): void {
    const { record } = this
    this.attempt(reader, [tag], () => {
      record.write(() => {
        record.conclude(reader, 'accepted')
        record.assign(reader, { containerId: vial.containerId, tag, place })
        if (finishes) record.prepare()
      })
      this.hold = null
      this.needs.signal(reader, 'accepted')
      this.result({ kind: 'accepted', vialName: vial.name, tag, atMs: this.needs.clock.wallMs() })
    })
  }

  private confirmLast({ bound }: DecisionOf<'confirmedLast'>, reader: ReaderId): void {
    const { record } = this
    const { containerId, tag } = bound
    this.attempt(reader, [tag], () => {
      record.write(() => {
        record.conclude(reader, 'confirmedLast')
        record.append({ kind: 'lastConfirmed', containerId })
      })
      this.hold = null
      this.needs.signal(reader, 'accepted')
      this.result({ kind: 'confirmedLast', vialName: record.vialName(containerId), atMs: this.needs.clock.wallMs() })
    })
  }

  private refuseTag({ hold, undo }: DecisionOf<'refused'>, reader: ReaderId): void {
    const { record } = this
    const { refusal } = hold
    const write = () => {
      record.conclude(reader, refusal.kind)
      for (const bound of undo) record.takeBack(bound, 'severalTags')
      if (refusal.kind !== 'otherSubject') return
      const { tag, owner } = refusal
      record.append({ kind: 'mismatch', tag, ownerName: owner.name, ownerSubject: owner.subjectCode })
    }
    if (undo.length === 0) {
      // The stop does not hang on the disk: it is shown even if it can't be kept.
      this.refuse(hold)
      return this.keep(write)
    }
    this.attempt(reader, hold.tags, () => {
      record.write(write)
      this.refuse(hold)
    })
  }

  private attempt(reader: ReaderId, tags: Hold['tags'], work: () => void): void {
    try {
      work()
    } catch (error) {
      this.notSaved(reader, tags, error)
    }
  }

  private keep(work: () => void): void {
    try {
      this.record.write(work)
    } catch (error) {
      this.needs.report(error)
    }
  }

  private refuse(hold: Hold): void {
    this.hold = hold
    this.needs.signal(hold.reader, 'refused')
    this.result({ kind: 'refused', refusal: hold.refusal, atMs: this.needs.clock.wallMs() })
  }

  private result(last: LastResult): void {
    this.last = last
    this.resultNumber++
  }
}
