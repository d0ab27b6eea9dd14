// What a reader's field can hold and tell: the words of the one-tag rule. The rule itself is in field.ts, its reasons in
// docs/decisions/0010-one-tag-at-a-time.md.
import type { TagId, TagSighting } from '../../../shared/model/reader'
import type { Malformed } from './reader'

export interface FieldRule {
  /** A tag has left when it was not seen for this long. Readers miss tags for up to a second in frost. */
  readonly holdMs: number
  /** For so long after a tag arrived, any other tag puts the arrival in doubt; nobody changes a vial faster. */
  readonly watchMs: number
  /** After several tags, the one that lay there before them must have been alone for this long … */
  readonly aloneMs: number
  /** … and in this many inventories running. */
  readonly aloneInventories: number
  /** How a reader shows that a hand was there: a push reader by its silence, a polled one only by an inventory without a tag. */
  readonly gap: 'silence' | 'emptyInventory'
  /** A silence shorter than this, or than `gapRepeats` of the reader's repeat intervals, is no gap. */
  readonly gapMs: number
  readonly gapRepeats: number
  /** Unreadable reports of one kind within this time are told once and counted. */
  readonly malformedMs: number
}

export const defaultFieldRule: FieldRule = {
  holdMs: 1500,
  watchMs: 300,
  aloneMs: 300,
  aloneInventories: 2,
  gap: 'silence',
  gapMs: 200,
  gapRepeats: 3,
  malformedMs: 1000,
}

/**
 * How long a tag that lies on the reader alone can still turn out to flicker, before what hangs on it goes on: longer than any of the
 * flickers that were seen, shorter than a person waits.
 */
export const settledMs = 3000

export type FieldEvent =
  | { readonly kind: 'arrived'; readonly sighting: TagSighting }
  | {
      readonly kind: 'left'
      readonly tag: TagId
      /** How often it was seen again since it arrived. */
      readonly repeats: number
      readonly why: 'unseen' | 'superseded' | 'several' | 'readerLost'
    }
  /**
   * Two tags or more: seen together, or one after the other without the gap that a hand leaves (`inTurn`), which may also be one
   * vial whose identity flickers. `withdrawn`: those whose arrival was told and is now in doubt; who acted on it must undo.
   * Told again when another tag joins.
   */
  | {
      readonly kind: 'several'
      readonly how: 'together' | 'inTurn'
      readonly sightings: readonly TagSighting[]
      readonly withdrawn: readonly TagId[]
    }
  /** After several: only the one that lay there before them is left; its `arrived` follows at once. */
  | { readonly kind: 'single-again'; readonly sighting: TagSighting }
  /** After several: none is left. */
  | { readonly kind: 'cleared' }
  /** No vial lies there, only a tag that is for something else. It never puts a vial's tag in doubt. */
  | { readonly kind: 'aside'; readonly sighting: TagSighting }
  | { readonly kind: 'asideLeft' }
  /** `folded`: how many of the kind were left untold since the last one told. */
  | { readonly kind: 'malformed'; readonly malformed: Malformed; readonly folded: number }
  /** After unreadable reports: none came for as long as a tag is held, and nothing lies there; or the reader is lost. */
  | { readonly kind: 'quiet' }

export interface Seen {
  readonly sighting: TagSighting
  readonly lastMs: number
}

export interface Present extends Seen {
  readonly arrivedMs: number
  readonly repeats: number
  /** The reader has since looked and seen no tag, which only readers that answer can say. */
  readonly missed: boolean
}

/** A tag that another one replaced; `hasty` if it had not even been watched to the end. */
export interface Replaced extends Seen {
  readonly hasty: boolean
}

/** What lay there when the reader was lost, and no gap has been seen since: another tag may be the same vial, read differently. */
export interface Unlifted {
  /** Null: it was in doubt already. */
  readonly tag: TagId | null
  /** Since when the reader is heard again, monotonic milliseconds; null until it is. */
  readonly heardMs: number | null
}

export type Contents =
  | { readonly kind: 'empty'; readonly unlifted?: Unlifted }
  | { readonly kind: 'one'; readonly present: Present; readonly replaced: readonly Replaced[] }
  | {
      readonly kind: 'several'
      readonly how: 'together' | 'inTurn'
      readonly members: readonly Seen[]
      /** The only tag that can be single again without having been lifted: it lay there before the others. */
      readonly former: TagId | null
      /** As in `Present`, of all of them. */
      readonly missed: boolean
      readonly alone?: { readonly tag: TagId; readonly sinceMs: number; readonly inventories: number }
    }

export interface FieldState {
  readonly contents: Contents
  readonly malformed: Readonly<
    Partial<Record<Malformed['reason'], { readonly toldMs: number; readonly folded: number }>>
  >
  /** The reader's latest times between two reports of the same tag, milliseconds: its pace. */
  readonly repeatsMs: readonly number[]
  /** When the last unreadable report came; undefined once the field was quiet since. */
  readonly unreadableMs?: number
}

export interface FieldStep {
  readonly state: FieldState
  readonly events: readonly FieldEvent[]
}

export const emptyField: FieldState = { contents: { kind: 'empty' }, malformed: {}, repeatsMs: [] }

/** What must have been read for the event to come. */
export type ReadEvent = Extract<FieldEvent, { kind: 'arrived' | 'several' | 'aside' | 'malformed' }>

export const isRead = (event: FieldEvent): event is ReadEvent =>
  event.kind === 'arrived' || event.kind === 'several' || event.kind === 'aside' || event.kind === 'malformed'
