// What lies on a reader where nobody is tagging: the answer to a read that is a question. It ends with what it is about.
import { assertNever } from '../../../../shared/assert-never'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import type { OnReader } from '../../../../shared/views/inventory'
import type { NotSaved } from '../../../../shared/views/refusal'
import type { Procedures } from '../../procedures/procedures'
import type { FieldEvent, ReadEvent } from '../../readers/field-state'
import { ownerOf, type TagOwnerNeeds } from '../../storage/tag-owners'
import type { Store } from '../../store/contract/store'
import type { TagsPresent } from './tags-present'

export interface ReaderCardNeeds extends TagOwnerNeeds {
  readonly store: TagOwnerNeeds['store'] & Pick<Store, 'profile'>
  readonly procedures: TagOwnerNeeds['procedures'] & Pick<Procedures, 'open'>
  readonly present: Pick<TagsPresent, 'now' | 'elsewhere'>
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly show: (shown: OnReader | null) => void
}

type Aside = Extract<ReadEvent, { kind: 'aside' }>

interface ShownRead {
  readonly kind: 'read'
  readonly reader: ReaderId
  readonly event: ReadEvent
  readonly answer: OnReader
}

/** A read that could not be journaled. No event tells when it has left: it stays until one is kept, or is told again. */
interface ShownFailure {
  readonly kind: 'failure'
  readonly answer: NotSaved
}

/** A reader repeats what lies on it more often than this: after longer, it was laid down anew. Milliseconds. */
const repeatsWithinMs = 1500

export class ReaderCard {
  private shown: ShownRead | ShownFailure | null = null
  /** When a reader's read failed to be kept last, monotonic milliseconds. */
  private readonly failedAtMs = new Map<ReaderId, number>()
  /** What is for something else, by the reader that it lies on: beside a vial it is told when the vial is gone. */
  private readonly asides = new Map<ReaderId, Aside>()

  constructor(private readonly needs: ReaderCardNeeds) {}

  /** Answers it; returns what was concluded from it. */
  read(reader: ReaderId, event: ReadEvent): string {
    if (event.kind === 'aside') this.asides.set(reader, event)
    if (this.shown?.kind === 'read' && saysNothingBeside(event, this.shown.event)) return event.kind
    const answer = this.answer(reader, event)
    this.shown = { kind: 'read', reader, event, answer }
    this.needs.show(answer)
    return event.kind === 'arrived' ? 'shown' : event.kind
  }

  /** What is shown, as it is known by now; null if nothing is. */
  now(): OnReader | null {
    if (this.shown?.kind === 'failure') return this.shown.answer
    return this.shown && this.answer(this.shown.reader, this.shown.event)
  }

  /** Says why a read was not kept; once, as long as the reader repeats it. */
  notSaved(reader: ReaderId, why: NotSaved): void {
    const nowMs = this.needs.clock.monotonicMs()
    const isRepeat = nowMs - (this.failedAtMs.get(reader) ?? Number.NEGATIVE_INFINITY) < repeatsWithinMs
    this.failedAtMs.set(reader, nowMs)
    if (isRepeat && this.shown?.kind === 'failure') return
    this.shown = { kind: 'failure', answer: why }
    this.needs.show(why)
  }

  /** Needs every event that is no read, after `present` has it. */
  ended(reader: ReaderId, event: Exclude<FieldEvent, ReadEvent>): void {
    if (event.kind === 'asideLeft') this.asides.delete(reader)
    const { shown } = this
    if (shown?.kind !== 'read') return
    const isOver = shown.reader === reader ? isEnd(event, shown.event.kind) : isNoLongerOneOf(event, shown)
    if (!isOver) return
    this.close()
    const [next] = [...this.needs.present.now(), ...this.asides]
    if (next !== undefined) this.read(next[0], next[1])
  }

  close(): void {
    if (this.shown === null) return
    this.shown = null
    this.needs.show(null)
  }

  private answer(reader: ReaderId, event: ReadEvent): OnReader {
    switch (event.kind) {
      case 'malformed':
        return { kind: 'unreadable', why: event.malformed.reason }
      case 'several':
        return { kind: 'several', tags: event.sightings.map(({ tag }) => tag), changed: event.how === 'inTurn' }
      case 'arrived': {
        const { tag } = event.sighting
        const elsewhere = this.needs.present.elsewhere(reader, tag)
        return elsewhere.length > 0 ? { kind: 'several', tags: [...elsewhere, tag], changed: false } : this.vialOf(tag)
      }
      case 'aside': {
        const { tag } = event.sighting
        const purpose = this.needs.store.mirror.tagPurpose(tag)
        return purpose === 'vial' ? this.vialOf(tag) : { kind: 'otherPurpose', tag, purpose }
      }
      default:
        return assertNever(event)
    }
  }

  private vialOf(tag: TagId): OnReader {
    const { mirror, profile } = this.needs.store
    const owner = ownerOf(this.needs, tag)
    if (owner === null) return { kind: 'freeTag', tag }
    const { containerId, name: vial } = owner
    const isItsVial = ({ vials }: { readonly vials: readonly { readonly containerId: typeof containerId }[] }) =>
      vials.some((each) => each.containerId === containerId)
    const openProcedure = this.needs.procedures.open().find(isItsVial)?.id ?? null
    const row = mirror.container(containerId)
    if (row !== null) return { kind: 'vial', tag, container: { ...row, tag }, openProcedure }
    const [here, there] = [profile.identity()?.facilityId, mirror.knownTag(tag)?.facilityId]
    const inOtherFacility = here !== undefined && there !== undefined && here !== there
    return { kind: 'namedVial', tag, vial, inOtherFacility, openProcedure }
  }
}

/** A badge takes nothing from the card of a vial, nor does a garbled repeat from any card; damage of another kind is news. */
function saysNothingBeside(event: ReadEvent, shown: ReadEvent): boolean {
  if (event.kind === 'aside') return shown.kind === 'arrived' || shown.kind === 'several'
  if (event.kind !== 'malformed') return false
  return shown.kind !== 'malformed' || shown.malformed.reason === event.malformed.reason
}

/** The card says that tags lie on several readers, and something has left another one. */
const isNoLongerOneOf = ({ kind }: FieldEvent, { event, answer }: ShownRead): boolean =>
  event.kind === 'arrived' && answer.kind === 'several' && (kind === 'left' || kind === 'cleared')

/** Whether what the card shows has left the reader. With `several`, the next event tells what lies there then. */
function isEnd(event: Exclude<FieldEvent, ReadEvent>, of: ReadEvent['kind']): boolean {
  switch (event.kind) {
    case 'left':
      return event.why !== 'several' && of !== 'aside'
    case 'cleared':
      return of !== 'aside'
    case 'asideLeft':
      return of === 'aside'
    case 'quiet':
      return of === 'malformed'
    case 'single-again':
      return false
    default:
      return assertNever(event)
  }
}
