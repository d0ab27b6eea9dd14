// Reads that were acted on although they can still be withdrawn, and until when: the other side of the one-tag rule in
// docs/decisions/0010-one-tag-at-a-time.md.
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import { defaultFieldRule, type FieldEvent, type FieldRule, settledMs } from '../../readers/field-state'

type SeveralTags = Extract<FieldEvent, { kind: 'several' }>

interface Acted {
  readonly reader: ReaderId
  readonly tag: TagId
  readonly atMs: number
}

export class WithdrawableReads {
  private readonly acted = new Map<ReaderId, Set<TagId>>()
  /** Readers whose latest arrival came in place of another tag. */
  private readonly swapped = new Set<ReaderId>()
  private readonly before = new Map<ReaderId, FieldEvent>()
  private latest: Acted | null = null
  /** Until when the latest lies there unsettled; it ends when the tag has left. */
  private lyingUntilMs = Number.NEGATIVE_INFINITY
  private endMs = Number.NEGATIVE_INFINITY

  constructor(
    private readonly clock: Clock,
    private readonly rule: Pick<FieldRule, 'watchMs' | 'holdMs'> = defaultFieldRule,
  ) {}

  /** Needs every event of every reader, before anything follows from it. */
  note(reader: ReaderId, event: FieldEvent): void {
    if (event.kind === 'aside' || event.kind === 'asideLeft') return
    const before = this.before.get(reader)
    this.before.set(reader, event)
    if (event.kind === 'arrived') {
      // What follows from this arrival is not known yet; what followed from an earlier one of the same tag stands.
      this.acted.get(reader)?.delete(event.sighting.tag)
      if (before?.kind === 'left' && before.why === 'superseded') this.swapped.add(reader)
      else this.swapped.delete(reader)
    }
    // Replaced before its watch was over: it can be withdrawn until it can't come back any more.
    const { latest } = this
    const isLatest = event.kind === 'left' && latest?.reader === reader && latest.tag === event.tag
    if (isLatest) this.lyingUntilMs = Number.NEGATIVE_INFINITY
    if (isLatest && event.why === 'superseded' && this.isFresh()) this.extend(this.rule.holdMs)
  }

  /** The arrival of `tag` was taken for a vial. */
  actedOn(reader: ReaderId, tag: TagId): void {
    const tags = this.acted.get(reader) ?? new Set()
    this.acted.set(reader, tags.add(tag))
    const atMs = this.clock.monotonicMs()
    this.latest = { reader, tag, atMs }
    this.lyingUntilMs = atMs + settledMs
    // In place of another tag, which can come back for so long and then was never gone.
    this.extend(this.swapped.has(reader) ? this.rule.holdMs : this.rule.watchMs)
  }

  /**
   * The tags that were acted on and turn out not to have been alone, or not to be what was read. A tag that merely lies there again,
   * long after it was taken, is none of them. One that another reader has taken just now is.
   */
  withdrawnBy(reader: ReaderId, event: SeveralTags): readonly TagId[] {
    // Whenever it was acted on: the identity itself is in doubt.
    if (event.how === 'inTurn') return event.withdrawn
    const here = event.withdrawn.filter((tag) => this.acted.get(reader)?.has(tag))
    const other = this.justActedOnElsewhere(reader)
    const isSeenHere = other !== null && event.sightings.some(({ tag }) => tag === other.tag)
    return isSeenHere ? [...here, other.tag] : here
  }

  /** What another reader has taken so recently that nothing else may have been on the bench then. */
  justActedOnElsewhere(reader: ReaderId): Acted | null {
    const { latest } = this
    const isWatched = latest !== null && this.clock.monotonicMs() - latest.atMs < this.rule.watchMs
    return isWatched && latest.reader !== reader ? latest : null
  }

  /** Milliseconds until nothing that was acted on is likely to be withdrawn any more; 0 if that is so now. */
  remainingMs(): number {
    return Math.max(0, Math.max(this.endMs, this.lyingUntilMs) - this.clock.monotonicMs())
  }

  private isFresh(): boolean {
    return this.endMs > this.clock.monotonicMs()
  }

  private extend(byMs: number) {
    this.endMs = Math.max(this.endMs, this.clock.monotonicMs() + byMs)
  }
}
