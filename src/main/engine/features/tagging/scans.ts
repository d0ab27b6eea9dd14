// Reader events while a procedure is being tagged: decided, written, and only then shown on the panel.
import { assertNever } from '../../../../shared/assert-never'
import { errorText } from '../../../../shared/error-text'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { FieldEvent } from '../../readers/field-state'
import { type Decision, decide, type Facts, type Situation } from './decide'
import { type FactNeeds, factsFor } from './facts'
import type { Panel } from './panel'
import { PendingChecks } from './pending-checks'
import type { RecordNeeds, TaggingRecord } from './record'
import type { Presence } from './tags-present'
import type { WaitingTags } from './waiting-tags'
import { WithdrawableReads } from './withdrawable-reads'

export interface ScanNeeds extends FactNeeds, Pick<RecordNeeds, 'clock'> {
  /** Something went wrong that nobody at the bench can act on. */
  readonly report: (error: unknown) => void
}

type DecisionOf<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>

export class Scans {
  private readonly withdrawable: WithdrawableReads
  private readonly pendingChecks = new PendingChecks()

  constructor(
    private readonly needs: ScanNeeds,
    private readonly record: TaggingRecord,
    private readonly panel: Panel,
    private readonly waiting: WaitingTags,
  ) {
    this.withdrawable = new WithdrawableReads(needs.clock)
  }

  /** How long something that was accepted can still be withdrawn, milliseconds. */
  withdrawableMs(): number {
    return this.withdrawable.remainingMs()
  }

  /** False if the event is none of this procedure's: then it only asks what lies on the reader. */
  happened(reader: ReaderId, event: FieldEvent): boolean {
    this.withdrawable.note(reader, event)
    this.pendingChecks.note(reader, event)
    const isOurs = this.decideOn(reader, event)
    this.checkNext()
    return isOurs
  }

  /** The tags that are on the readers already. `mustBeClear`: they have to be empty before the work begins. */
  begin(present: ReadonlyMap<ReaderId, Presence>, mustBeClear: boolean): void {
    for (const [reader, each] of present) this.pendingChecks.put({ reader, present: each, mustBeClear })
    this.checkNext()
  }

  /** Decides about an event, perhaps again: a tag that waited for its place arrived only once. */
  decideOn(reader: ReaderId, event: FieldEvent): boolean {
    const toWithdraw = event.kind === 'several' ? this.withdrawable.withdrawnBy(reader, event) : []
    const { situation, facts } = this.lookUp(event, toWithdraw)
    const decision = decide(situation, reader, event, facts)
    if (decision.kind === 'notTagging') return false
    this.waiting.drop(reader)
    const isHeldUp = decision.kind === 'ignored' && decision.hold !== null && decision.hold.reader !== reader
    if (isHeldUp && (event.kind === 'arrived' || event.kind === 'several')) {
      this.pendingChecks.put({ reader, present: event, mustBeClear: false })
    }
    this.follow(decision, reader, event)
    return true
  }

  private lookUp(
    event: FieldEvent,
    toWithdraw: Facts['toWithdraw'],
  ): { readonly situation: Situation; readonly facts: Facts } {
    const session = this.record.session()
    const facts = factsFor(this.needs, session, event.kind === 'arrived' ? event.sighting.tag : null, toWithdraw)
    return { situation: { session, procedure: this.record.procedure(), hold: this.panel.hold }, facts }
  }

  /** One at a time, and only when nothing else is to be put right. */
  private checkNext(): void {
    while (this.panel.hold === null) {
      const next = this.pendingChecks.next((present) => this.lookUp(present, []))
      if (next === null) return
      if (next.decision.kind !== 'notTagging') this.follow(next.decision, next.reader, next.present)
    }
  }

  private follow(decision: Exclude<Decision, { kind: 'notTagging' }>, reader: ReaderId, event: FieldEvent): void {
    const { panel, record } = this
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
        panel.hold = null
        if (event.kind === 'arrived') this.waiting.put({ reader, arrival: event })
        this.keep(() => record.note(reader, 'needsPlace'))
        break
      case 'ignored':
        panel.hold = decision.hold
        this.keep(() => record.note(reader, decision.why))
        break
      case 'left':
        panel.hold = decision.hold
        break
      default:
        assertNever(decision)
    }
  }

  private accept({ vial, tag, place }: DecisionOf<'accepted'>, reader: ReaderId): void {
    this.attempt(reader, [tag], () => {
      this.record.accept(reader, { containerId: vial.containerId, tag, place })
      this.withdrawable.actedOn(reader, tag)
      this.panel.accepted(reader, { kind: 'accepted', vialName: vial.name, tag })
    })
  }

  private confirmLast({ bound }: DecisionOf<'confirmedLast'>, reader: ReaderId): void {
    this.attempt(reader, [bound.tag], () => {
      this.record.confirmLast(reader, bound.containerId)
      this.withdrawable.actedOn(reader, bound.tag)
      this.panel.accepted(reader, { kind: 'confirmedLast', vialName: this.record.vialName(bound.containerId) })
    })
  }

  private refuseTag({ hold, undo }: DecisionOf<'refused'>, reader: ReaderId): void {
    if (undo.length === 0) {
      // The stop does not hang on the disk: it is shown even if it can't be kept.
      this.panel.refuse(hold)
      this.keep(() => this.record.keepRefusal(reader, hold.refusal, undo))
      return
    }
    this.attempt(reader, hold.tags, () => {
      this.record.keepRefusal(reader, hold.refusal, undo)
      this.panel.refuse(hold)
    })
  }

  /** The disk refused a read, or what follows from it: said louder than any success, and nothing is pretended. */
  notSaved(reader: ReaderId | null, tags: readonly TagId[], error: unknown): void {
    this.needs.report(error)
    // Of a queueing that fails again and again, the first is enough.
    if (reader === null && this.panel.hold?.reader === null) return
    this.panel.refuse({ refusal: { kind: 'notSaved', detail: errorText(error) }, reader, tags })
  }

  private attempt(reader: ReaderId, tags: readonly TagId[], work: () => void): void {
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
}
