// The one procedure that is being tagged: takes what readers tell and what hands ask for, commits, and only then shows it.
import { assertNever } from '../../../shared/assert-never'
import type { Refusal } from '../../../shared/ipc/contract'
import type { LastResult, TaggingSnapshot, TagRefusal } from '../../../shared/ipc/snapshots'
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
import { isReady, ReaderWatch } from './reader-watch'
import { type RecordNeeds, TaggingRecord } from './record'
import { expectedVial, undoable } from './session'
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

export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export class OpenTagging {
  readonly record: TaggingRecord
  private hold: Hold | null = null
  /** Good, and lying on the reader, but without a place yet. */
  private waiting: { readonly reader: ReaderId; readonly arrival: Arrival } | null = null
  private readonly watch: ReaderWatch
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
    this.watch = new ReaderWatch(needs.readers())
    this.record.open()
  }

  snapshot(): TaggingSnapshot {
    const session = this.record.session()
    return snapshotOf({
      session,
      foreseen: this.record.foreseen(),
      hold: this.hold,
      lostReader: this.watch.lost(),
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
    if (!this.isOver()) this.record.add({ kind: 'stopped' })
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
    const readerName = this.watch.changed(readers)
    if (readerName !== null && !this.isOver()) this.refusedWith({ kind: 'readerGone', readerName })
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
      record.undo(bound)
      this.tell((atMs) => ({ kind: 'undone', vialName: record.vialName(bound.containerId), atMs }))
    })
  }

  skip(): Result<null, Refusal> {
    const vial = expectedVial(this.record.session(), this.record.procedure())
    if (vial === null) return refused({ kind: 'noSuchVial' })
    const { containerId } = vial
    return this.command(() => this.record.add({ kind: 'skipped', containerId }))
  }

  goTo(containerId: ContainerId): Result<null, Refusal> {
    const vial = this.record.procedure().vials.find((each) => each.containerId === containerId)
    if (vial === undefined || this.isOver() || this.record.session().confirm !== null) {
      return refused({ kind: 'noSuchVial' })
    }
    if (vial.tag !== null) return refused({ kind: 'alreadyTagged', containerId, tag: vial.tag })
    return this.command(() => this.record.add({ kind: 'wentTo', containerId }))
  }

  choosePlace(cane: CaneRef): Result<null, Refusal> {
    const view = this.needs.places.cane(cane)
    if (view === null || this.isOver()) return refused({ kind: 'noSuchCane' })
    if (view.free === 0) return refused({ kind: 'caneFull' })
    const { waiting } = this
    return this.command(() => {
      this.record.add({ kind: 'placeChosen', cane })
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
    switch (decision.kind) {
      case 'accepted':
        this.accept(decision, reader)
        break
      case 'confirmedLast':
        this.confirmLast(decision, reader)
        break
      case 'refused':
        this.refuseTag(decision, reader)
        break
      case 'needsPlace':
        this.hold = null
        if (event.kind === 'arrived') this.waiting = { reader, arrival: event }
        this.keep(() => this.record.note(reader, 'needsPlace'))
        break
      case 'ignored':
        this.hold = decision.hold
        this.keep(() => this.record.note(reader, decision.why))
        break
      case 'left':
        this.hold = decision.hold
        break
      default:
        assertNever(decision)
    }
  }

  private accept({ vial, tag, place, finishes }: DecisionOf<'accepted'>, reader: ReaderId): void {
    this.attempt(reader, [tag], () => {
      this.record.accept(reader, { containerId: vial.containerId, tag, place }, finishes)
      this.accepted(reader, (atMs) => ({ kind: 'accepted', vialName: vial.name, tag, atMs }))
    })
  }

  private confirmLast({ bound }: DecisionOf<'confirmedLast'>, reader: ReaderId): void {
    this.attempt(reader, [bound.tag], () => {
      this.record.confirmLast(reader, bound.containerId)
      const vialName = this.record.vialName(bound.containerId)
      this.accepted(reader, (atMs) => ({ kind: 'confirmedLast', vialName, atMs }))
    })
  }

  private refuseTag({ hold, undo }: DecisionOf<'refused'>, reader: ReaderId): void {
    if (undo.length === 0) {
      // The stop does not hang on the disk: it is shown even if it can't be kept.
      this.refuse(hold)
      this.keep(() => this.record.keepRefusal(reader, hold.refusal, undo))
      return
    }
    this.attempt(reader, hold.tags, () => {
      this.record.keepRefusal(reader, hold.refusal, undo)
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
      work()
    } catch (error) {
      this.needs.report(error)
    }
  }

  private refuse(hold: Hold): void {
    this.hold = hold
    this.needs.signal(hold.reader, 'refused')
    this.refusedWith(hold.refusal)
  }

  private accepted(reader: ReaderId, result: (atMs: number) => LastResult): void {
    this.hold = null
    this.needs.signal(reader, 'accepted')
    this.tell(result)
  }

  private refusedWith(refusal: TagRefusal): void {
    this.tell((atMs) => ({ kind: 'refused', refusal, atMs }))
  }

  private tell(result: (atMs: number) => LastResult): void {
    this.last = result(this.needs.clock.wallMs())
    this.resultNumber++
  }
}
