// What the tagging screen shows.
import type { ToldProblem } from '../acts/problems/told'
import type { ContainerId } from '../model/ids'
import type { Procedure, ProcedureVial } from '../model/procedure'
import type { ReportDamage, TagId } from '../model/reader'
import type { TagProblem } from '../model/tag'
import type { OtherPurpose } from '../model/tag-purpose'
import type { NotSaved } from './refusal'
import type { CaneView } from './storage'
import type { Saving } from './worklist'

/** A vial as a message names it. */
export interface VialName {
  readonly name: string
  readonly subjectCode: string
  /** ISO time of its tagging; null while it has none. */
  readonly since: string | null
}

/** What the tagging screen's large panel shows. */
export type TaggingStep =
  /** Waits for the tag of `vial`. */
  | { readonly kind: 'expecting'; readonly vial: ProcedureVial }
  /** A cane must be chosen before the next vial can go on the reader. */
  | { readonly kind: 'needsPlace'; readonly vial: ProcedureVial; readonly why: 'none' | 'full' }
  /** After a crash or power cut: the last tag once more. */
  | { readonly kind: 'confirmLast'; readonly vial: ProcedureVial }
  /** A hand has to act first; goes on by itself when the field is as it should be. */
  | { readonly kind: 'refused'; readonly vial: ProcedureVial | null; readonly refusal: TagRefusal }
  /** All that is left was skipped. */
  | { readonly kind: 'onlySkipped'; readonly vials: readonly ProcedureVial[] }
  | { readonly kind: 'finished'; readonly vials: number }

export type TagRefusal =
  | {
      readonly kind: 'severalTags'
      readonly tags: readonly { readonly tag: TagId; readonly rssi: number | null }[]
      readonly withdrawn: string | null
    }
  /** One tag, then another, without the gap that a hand leaves: two vials close together, or one whose identity changes. */
  | { readonly kind: 'tagChanged'; readonly tags: readonly TagId[]; readonly withdrawn: string | null }
  | { readonly kind: 'tagInUse'; readonly tag: TagId; readonly owner: VialName }
  /** The tag belongs to a vial of another subject: stop. */
  | { readonly kind: 'otherSubject'; readonly tag: TagId; readonly owner: VialName; readonly expectedSubject: string }
  /** These lay on the reader before anybody asked for one: it must be clear first. */
  | { readonly kind: 'notClear'; readonly tags: readonly TagId[] }
  | { readonly kind: 'unreadable'; readonly why: ReportDamage }
  /** What the reader sent was whole, and names no tag. */
  | { readonly kind: TagProblem }
  /** The organization uses the tag for something else than vials. */
  | { readonly kind: 'otherPurpose'; readonly tag: TagId; readonly purpose: OtherPurpose }
  | { readonly kind: 'readerGone'; readonly readerName: string }
  /** Central was restored from a backup, and no longer has the procedure. */
  | { readonly kind: 'procedureGone' }
  /** At `confirmLast`: another tag than the one saved last. */
  | { readonly kind: 'notTheLast'; readonly tag: TagId; readonly saved: TagId }
  /** The expected vial comes back into storage with the tag `own`; this is another. */
  | { readonly kind: 'notItsTag'; readonly tag: TagId; readonly own: TagId }
  /** The disk refused the write. Nothing was shown as saved. */
  | NotSaved

export type LastResult =
  | { readonly kind: 'accepted'; readonly vialName: string; readonly tag: TagId; readonly atMs: number }
  | { readonly kind: 'confirmedLast'; readonly vialName: string; readonly atMs: number }
  | { readonly kind: 'undone'; readonly vialName: string; readonly atMs: number }
  | { readonly kind: 'refused'; readonly refusal: TagRefusal; readonly atMs: number }
  /** The tag is saved for its vial already: the last vial once more. */
  | { readonly kind: 'sameAgain'; readonly vialName: string; readonly atMs: number }
  /** The tag is good, and is saved for the vial when a place for it is chosen; said no longer when it has left. */
  | { readonly kind: 'waits'; readonly vialName: string; readonly why: 'none' | 'full'; readonly atMs: number }
  /** All that is left was skipped, and nothing says which of them this is. */
  | { readonly kind: 'onlySkipped'; readonly vials: number; readonly atMs: number }

export interface TaggingSnapshot {
  readonly procedure: Procedure
  readonly step: TaggingStep
  readonly vials: readonly {
    readonly vial: ProcedureVial
    readonly saving: Saving
    readonly skipped: boolean
    readonly problem: ToldProblem | null
  }[]
  readonly tagged: number
  /** The cane of the vial that is asked for: the chosen one; for a tag that is asked for once more, the one its vial is on. */
  readonly place: CaneView | null
  /** The position on it, counted from 1 at its lower end; null without a cane, and on a full one. */
  readonly position: number | null
  /** What Undo would take back. */
  readonly undoable: { readonly containerId: ContainerId; readonly name: string } | null
  readonly last: LastResult | null
  /** Counts every scan result: the screen plays a sound when it moves. */
  readonly resultNumber: number
  readonly claim: 'held' | 'notNeeded' | { readonly elsewhere: string }
  readonly readerReady: boolean
  /** A tag lies on a reader now. Told when asked for: a vial that is lifted publishes nothing. */
  readonly vialOnReader: boolean
}
