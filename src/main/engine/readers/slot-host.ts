// What a seat tells of its reader, and whom.
import type { ReaderId } from '../../../shared/model/reader'
import type { FieldEvent, FieldRule } from './field-state'
import type { Inventory, ReaderPorts } from './reader'
import type { IsVialTag } from './vial-tags'

/** A read as it goes into the journal: everything that is known of where it came from, before it is interpreted. */
export interface JournalRead extends Inventory {
  readonly readerId: ReaderId
  readonly model: string
  readonly serial?: string
  readonly firmware?: string
}

export type ReaderFault =
  | { readonly kind: 'listFailed'; readonly detail: string }
  /** `onRead` or `onField` threw. The read is dropped; the next repeat of the tag brings it again. */
  | { readonly kind: 'notTaken'; readonly readerId: ReaderId; readonly error: unknown }

export interface SlotHost extends ReaderPorts {
  readonly rule: FieldRule
  readonly isVialTag: IsVialTag
  readonly showUdevRule: boolean
  onRead(read: JournalRead): void
  onField(readerId: ReaderId, event: FieldEvent, inventory: Inventory | undefined): void
  onFault(fault: ReaderFault): void
  changed(): void
  /** A reader was lost: it may be back within a moment. */
  pollSoon(): void
}
