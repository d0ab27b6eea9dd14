// Reader events while a procedure is being tagged: decided, written, and only then shown on the panel.
import { assertNever } from '../../../../shared/assert-never'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import { notSavedBy } from '../../ipc/not-saved'
import { type FieldEvent, isRead, type ReadEvent } from '../../readers/field-state'
import { decide, holdAfter } from './decide'
import { type Decision, type Facts, noFacts, type Situation } from './decision'
import { type FactNeeds, factsOfTag } from './facts'
import type { Panel } from './panel'
import { PendingChecks } from './pending-checks'
import type { RecordNeeds, TaggingRecord } from './record'
import type { Presence, TagsPresent } from './tags-present'
import type { WaitingTags } from './waiting-tags'
import { WithdrawableReads } from './withdrawable-reads'

export interface ScanNeeds extends FactNeeds, Pick<RecordNeeds, 'clock'> {
  readonly present: Pick<TagsPresent, 'now' | 'elsewhere' | 'alsoOn' | 'isEcho'>
  /** Something went wrong that nobody at the bench can act on. */
  readonly report: (error: unknown) => void
}

type Decided = Exclude<Decision, { kind: 'notTagging' }>
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
    const isOurs = isRead(event) ? this.decideOn(reader, event) : this.ended(reader, event)
    this.checkNext()
    return isOurs
  }

  /** The tags that are on the readers already. `mustBeClear`: they have to be empty before the work begins. */
  begin(present: ReadonlyMap<ReaderId, Presence>, mustBeClear: boolean): void {
    for (const [reader, each] of present) this.pendingChecks.put({ reader, present: each, mustBeClear })
    this.checkNext()
  }

  /** Decides about a read, perhaps again: a tag that waited for its place arrived only once. */
  decideOn(reader: ReaderId, event: ReadEvent): boolean {
    const { situation, facts } = this.lookUp(reader, event)
    const decision = decide(situation, reader, event, facts)
    if (decision.kind === 'notTagging') return false
    this.waiting.drop(reader)
    const isHeldUp = decision.kind === 'told' && decision.hold !== null && decision.hold.reader !== reader
    if (isHeldUp && (event.kind === 'arrived' || event.kind === 'several')) {
      this.pendingChecks.put({ reader, present: event, mustBeClear: false })
    }
    const other = this.withdrawable.justActedOnElsewhere(reader)
    this.follow(decision, reader, event)
    const isUndone = decision.kind === 'refused' && decision.undo.some(({ tag }) => tag === other?.tag)
    if (isUndone && other !== null) this.checkLater(other.reader)
    return true
  }

  /** It still lies there, and no read will tell of it again. */
  private checkLater(reader: ReaderId): void {
    const present = this.needs.present.now().get(reader)
    if (present !== undefined) this.pendingChecks.put({ reader, present, mustBeClear: false })
  }

  private ended(reader: ReaderId, event: Exclude<FieldEvent, ReadEvent>): boolean {
    const { panel, waiting, needs } = this
    waiting.drop(reader)
    if (waiting.isEmpty()) panel.waitsNoMore()
    const alsoOn = event.kind === 'left' ? needs.present.alsoOn(reader, event.tag) : null
    const { hold } = panel
    panel.hold = holdAfter(hold, reader, event, alsoOn)
    // One of several that lies on another reader too: its read there was answered by the refusal that is over now.
    if (event.kind === 'cleared' && panel.hold === null) {
      const others = hold?.tags.flatMap((tag) => needs.present.alsoOn(reader, tag) ?? []) ?? []
      for (const other of others) this.checkLater(other)
    }
    return true
  }

  private lookUp(reader: ReaderId, event: ReadEvent): { readonly situation: Situation; readonly facts: Facts } {
    const session = this.record.session()
    const situation = { session, procedure: this.record.procedure(), hold: this.panel.hold }
    const { present } = this.needs
    switch (event.kind) {
      case 'malformed':
        return { situation, facts: noFacts }
      case 'aside':
        return { situation, facts: { ...noFacts, purpose: this.needs.store.mirror.tagPurpose(event.sighting.tag) } }
      case 'several': {
        const toWithdraw = [...this.withdrawable.withdrawnBy(reader, event), ...this.besideOnBench(reader)]
        return { situation, facts: { ...noFacts, toWithdraw } }
      }
      case 'arrived': {
        const { tag } = event.sighting
        const onBench = { elsewhere: present.elsewhere(reader, tag), isEcho: present.isEcho(reader, tag) }
        const toWithdraw = this.besideOnBench(reader).filter((each) => each !== tag)
        return { situation, facts: { ...factsOfTag(this.needs, session, tag), ...onBench, toWithdraw } }
      }
      default:
        return assertNever(event)
    }
  }

  /** What was taken on another reader just now and lies there still: it was not alone on the bench. */
  private besideOnBench(reader: ReaderId): readonly TagId[] {
    const acted = this.withdrawable.justActedOnElsewhere(reader)
    return acted !== null && this.needs.present.alsoOn(reader, acted.tag) !== null ? [acted.tag] : []
  }

  /** One at a time, and only when nothing else is to be put right. */
  private checkNext(): void {
    while (this.panel.hold === null) {
      const next = this.pendingChecks.next((reader, present) => {
        const { situation, facts } = this.lookUp(reader, present)
        return { situation, facts: { ...facts, toWithdraw: [] } }
      })
      if (next === null) return
      if (next.decision.kind !== 'notTagging') this.follow(next.decision, next.reader, next.present)
    }
  }

  private follow(decision: Decided, reader: ReaderId, event: ReadEvent): void {
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
      case 'waits':
        panel.hold = null
        if (event.kind === 'arrived') this.waiting.put({ reader, arrival: event })
        panel.tell(reader, decision.answer)
        this.keep(() => record.note(reader, 'needsPlace'))
        break
      case 'told':
        panel.hold = decision.hold
        if (decision.why === 'onlySkipped' && event.kind === 'arrived') this.waiting.put({ reader, arrival: event })
        panel.tell(reader, decision.answer)
        this.keep(() => record.note(reader, decision.why))
        break
      default:
        assertNever(decision)
    }
  }

  private accept({ vial, tag, place, answer }: DecisionOf<'accepted'>, reader: ReaderId): void {
    this.attempt(reader, [tag], () => {
      this.record.accept(reader, { containerId: vial.containerId, tag, place })
      this.withdrawable.actedOn(reader, tag)
      this.panel.accepted(reader, answer)
    })
  }

  private confirmLast({ bound, answer }: DecisionOf<'confirmedLast'>, reader: ReaderId): void {
    this.attempt(reader, [bound.tag], () => {
      this.record.confirmLast(reader, bound.containerId)
      this.withdrawable.actedOn(reader, bound.tag)
      this.panel.accepted(reader, answer)
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
    this.panel.refuse({ refusal: notSavedBy(error), reader, tags })
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
