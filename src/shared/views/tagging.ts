// What the tagging screen shows.
import type { ToldProblem } from '../acts/problems/told'
import type { ContainerId } from '../model/ids'
import type { Procedure, ProcedureVial } from '../model/procedure'
import type { ReportDamage, TagId } from '../model/reader'
import type { TagProblem } from '../model/tag'
import type { OtherPurpose } from '../model/tag-purpose'
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
  /** At `confirmLast`: another tag than the one saved last. */
  | { readonly kind: 'notTheLast'; readonly tag: TagId; readonly saved: TagId }
  /** The expected vial comes back into storage with the tag `own`; this is another. */
  | { readonly kind: 'notItsTag'; readonly tag: TagId; readonly own: TagId }
  /** The disk refused the write. Nothing was shown as saved. */
  | { readonly kind: 'notSaved'; readonly detail: string }

export type LastResult =
  | { readonly kind: 'accepted'; readonly vialName: string; readonly tag: TagId; readonly atMs: number }
  | { readonly kind: 'confirmedLast'; readonly vialName: string; readonly atMs: number }
  | { readonly kind: 'undone'; readonly vialName: string; readonly atMs: number }
  | { readonly kind: 'refused'; readonly refusal: TagRefusal; readonly atMs: number }

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
  readonly place: CaneView | null
  /** What Undo would take back. */
  readonly undoable: { readonly containerId: ContainerId; readonly name: string } | null
  readonly last: LastResult | null
  /** Counts every scan result: the screen plays a sound when it moves. */
  readonly resultNumber: number
  readonly claim: 'held' | 'notNeeded' | { readonly elsewhere: string }
  readonly readerReady: boolean
}
