// The one procedure that is being tagged: joins reader events, operator commands, and the moment when it is queued.

import type { Actor } from '../../../../shared/model/procedure'
import type { ReaderId, ReaderSnapshot, TagId } from '../../../../shared/model/reader'
import type { Timers } from '../../../../shared/ports'
import type { TaggingSnapshot } from '../../../../shared/views/tagging'
import type { Foreseen } from '../../procedures/overlay'
import type { FieldEvent } from '../../readers/field-state'
import type { Places } from '../../storage/places'
import { OperatorCommands } from './operator-commands'
import { Panel, type PanelNeeds } from './panel'
import { Queueing } from './queueing'
import { isReady, ReaderWatch } from './reader-watch'
import { type RecordNeeds, TaggingRecord } from './record'
import { type ScanNeeds, Scans } from './scans'
import { snapshotOf } from './snapshot'
import type { Presence } from './tags-present'
import { WaitingTags } from './waiting-tags'

export interface TaggingNeeds extends RecordNeeds, PanelNeeds, Pick<ScanNeeds, 'report' | 'present'> {
  readonly places: Places
  readonly timers: Timers
  /** Something lies on a reader, asked for or not. */
  readonly vialOnReader: () => boolean
  readonly show: (snapshot: TaggingSnapshot | null) => void
}

export class OpenTagging {
  readonly record: TaggingRecord
  readonly commands: OperatorCommands
  private readonly panel: Panel
  private readonly watch: ReaderWatch
  private readonly scans: Scans
  private readonly queueing: Queueing
  private claim: TaggingSnapshot['claim'] = 'notNeeded'

  /** Opens, or opens again after a crash. Throws what the disk throws. `queued`: it was queued by itself, and is over. */
  constructor(
    private readonly needs: TaggingNeeds,
    foreseen: Foreseen,
    openedBy: Actor,
    queued: () => void,
  ) {
    const { places, timers, report } = needs
    this.record = new TaggingRecord(needs, foreseen, openedBy)
    this.panel = new Panel(needs)
    this.watch = new ReaderWatch(needs.readers())
    const waiting = new WaitingTags()
    this.scans = new Scans(needs, this.record, this.panel, waiting)
    this.queueing = new Queueing({
      timers,
      isComplete: () => this.record.isComplete(),
      withdrawableMs: () => this.scans.withdrawableMs(),
      queue: () => {
        this.record.finish()
        if (this.panel.hold?.reader === null) this.panel.hold = null
        this.show()
        queued()
      },
      failed: (error) => {
        this.scans.notSaved(null, [], error)
        this.show()
      },
    })
    this.commands = new OperatorCommands({
      record: this.record,
      panel: this.panel,
      waiting,
      places,
      decideAgain: ({ reader, arrival }) => this.scans.decideOn(reader, arrival),
      clearFirst: (waited) => {
        const present = new Map(waited.map(({ reader, arrival }) => [reader, arrival]))
        if (present.size > 0) this.scans.begin(present, true)
      },
      report,
      show: () => this.settled(),
    })
    this.record.open()
  }

  snapshot(): TaggingSnapshot {
    const session = this.record.session()
    // Asked for once more, a vial is where it was put, which need not be the cane that is filled now.
    const cane = session.confirm?.place ?? session.cane
    return snapshotOf({
      session,
      foreseen: this.record.foreseen(),
      hold: this.panel.hold,
      lostReader: this.watch.lost(),
      readerReady: this.needs.readers().some(isReady),
      vialOnReader: this.needs.vialOnReader(),
      place: cane && this.needs.places.cane(cane),
      ...this.panel.result(),
      claim: this.claim,
    })
  }

  show(): void {
    this.needs.show(this.snapshot())
  }

  isOver(): boolean {
    return !this.record.isOpen()
  }

  /** Central has cancelled or lost it, or another bench has queued it: nothing can be tagged any more. */
  wasEndedElsewhere(): boolean {
    return !this.isOver() && (this.record.isGone() || this.record.procedure().status !== 'PENDING')
  }

  /** Nothing is left for the operator to do, although nobody has stopped it. */
  needsNobody(): boolean {
    return this.record.isComplete() || this.wasEndedElsewhere()
  }

  setClaim(claim: TaggingSnapshot['claim']): void {
    this.claim = claim
    this.show()
  }

  /** Somebody else's commit may have changed the procedure. */
  forget(): void {
    this.record.forget()
    if (!this.isOver()) this.queueing.planForElsewhere()
  }

  /** What was done so far stays; what only waited for its queueing is queued. Throws what the disk throws. */
  stop(): void {
    if (!this.isOver()) {
      if (this.record.isComplete()) this.record.finish()
      else this.record.add({ kind: 'stopped' })
    }
    this.queueing.stop()
  }

  /** Checks the tags that are on the readers already. Called when the step before it was shown, so that it is heard as new. */
  begin(present: ReadonlyMap<ReaderId, Presence>, mustBeClear: boolean): void {
    if (present.size === 0 || this.isOver()) return
    this.scans.begin(present, mustBeClear)
    this.settled()
  }

  /** Several tags lay there: that one of them is alone now is news, also if another reader has told of it. */
  awaitsOneOn(reader: ReaderId): boolean {
    const { hold } = this.panel
    return hold?.reader === reader && hold.refusal.kind === 'severalTags'
  }

  /** False if the event is none of this procedure's: then it only asks what lies on the reader. */
  onField(reader: ReaderId, event: FieldEvent): boolean {
    const { panel } = this
    const [hold, result] = [panel.hold, panel.result()]
    if (!this.scans.happened(reader, event)) return false
    // A vial that is lifted says nothing new: its snapshot would stand in the way of the next vial's result.
    if (panel.hold !== hold || panel.result() !== result) this.show()
    if (this.record.isComplete()) this.queueing.plan()
    return true
  }

  readersChanged(readers: readonly ReaderSnapshot[]): void {
    const readerName = this.watch.changed(readers)
    if (readerName !== null && !this.isOver()) this.panel.showRefusal({ kind: 'readerGone', readerName })
    this.show()
  }

  /** A read that could not be journaled. */
  notSaved(reader: ReaderId, tags: readonly TagId[], error: unknown): void {
    this.scans.notSaved(reader, tags, error)
    this.show()
  }

  private settled(): void {
    // Shown first: nothing may stand between a scan and its result.
    this.show()
    if (this.record.isComplete()) this.queueing.plan()
  }
}
