// What lies on a reader where nobody is tagging: the answer to a read that is a question. It ends with what it is about.
import { assertNever } from '../../../../shared/assert-never'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { OnReader } from '../../../../shared/views/inventory'
import type { Procedures } from '../../procedures/procedures'
import type { FieldEvent, ReadEvent } from '../../readers/field-state'
import { ownerOf, type TagOwnerNeeds } from '../../storage/tag-owners'
import type { Store } from '../../store/contract/store'
import type { TagsPresent } from './tags-present'

export interface ReaderCardNeeds extends TagOwnerNeeds {
  readonly store: TagOwnerNeeds['store'] & Pick<Store, 'profile'>
  readonly procedures: TagOwnerNeeds['procedures'] & Pick<Procedures, 'open'>
  readonly present: Pick<TagsPresent, 'now' | 'elsewhere'>
  readonly show: (shown: OnReader | null) => void
}

export class ReaderCard {
  private shown: { readonly reader: ReaderId; readonly of: ReadEvent['kind'] } | null = null

  constructor(private readonly needs: ReaderCardNeeds) {}

  /** Answers it; returns what was concluded from it. */
  read(reader: ReaderId, event: ReadEvent): string {
    // A garbled repeat of what lies there takes nothing from its card.
    if (event.kind === 'malformed' && this.shown !== null) return event.kind
    this.shown = { reader, of: event.kind }
    this.needs.show(this.answer(reader, event))
    return event.kind === 'arrived' ? 'shown' : event.kind
  }

  /** Needs every event that is no read, after `present` has it. */
  ended(reader: ReaderId, event: Exclude<FieldEvent, ReadEvent>): void {
    if (this.shown?.reader !== reader || !isEnd(event, this.shown.of)) return
    this.close()
    const [other] = this.needs.present.now()
    if (other !== undefined) this.read(...other)
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
