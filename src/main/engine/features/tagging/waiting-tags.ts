import type { ReaderId } from '../../../../shared/model/reader'
import type { FieldEvent } from '../../readers/field-state'

export type Arrival = Extract<FieldEvent, { kind: 'arrived' }>

export interface Waited {
  readonly reader: ReaderId
  readonly arrival: Arrival
}

/** Tags that are good and lie on a reader, while it isn't said yet where they go, or to which of the skipped vials. */
export class WaitingTags {
  private readonly tags = new Map<ReaderId, Arrival>()

  put({ reader, arrival }: Waited): void {
    this.tags.set(reader, arrival)
  }

  /** Whatever happens on the reader, what waited on it is no longer what was asked about. */
  drop(reader: ReaderId): void {
    this.tags.delete(reader)
  }

  isEmpty(): boolean {
    return this.tags.size === 0
  }

  clear(): void {
    this.tags.clear()
  }

  all(): readonly Waited[] {
    return [...this.tags].map(([reader, arrival]) => ({ reader, arrival }))
  }

  /** The one that waits; null also if there are more, since nothing says which of them is the vial that is meant. */
  only(): Waited | null {
    const [first, ...others] = this.tags
    return first === undefined || others.length > 0 ? null : { reader: first[0], arrival: first[1] }
  }
}
