// What the screens show: whole snapshots, pushed by the engine whenever they change. Plain data only.
import type { CertificateDoubt, EnrolmentRefusal, Invitation } from '../enrolment/central'
import type { Device } from '../model/device'
import type { ContainerId, FacilityId, ProcedureId } from '../model/ids'
import type { Person } from '../model/person'
import type { Cane, LevelReading, Place, Tank } from '../model/place'
import type { Procedure, ProcedureVial } from '../model/procedure'
import type { ReaderSnapshot, TagId } from '../model/reader'

/** How the bench stands with central. Times are epoch milliseconds of the bench's clock. */
export type CentralLink =
  | { readonly kind: 'notEnrolled' }
  | { readonly kind: 'enrolling' }
  | {
      readonly kind: 'enrolmentRefused'
      readonly why: EnrolmentRefusal
      readonly url: string
    }
  | { readonly kind: 'firstSync'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'online'; readonly lastContactMs: number }
  | {
      readonly kind: 'offline'
      readonly sinceMs: number
      readonly nextAttemptMs: number | null
      /** Somebody answers in central's place whom this bench does not trust. */
      readonly certificate?: CertificateDoubt
    }
  /** Somebody at the bench wants no network: nothing is sent or fetched until it is turned back. */
  | { readonly kind: 'offlineOnPurpose'; readonly sinceMs: number }
  /** Central knows this bench no longer. Work is kept; a new enrolment is needed. */
  | { readonly kind: 'revoked' }

export interface BenchSnapshot {
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  readonly organizationName: string | null
  readonly facility: { readonly id: FacilityId; readonly name: string } | null
  readonly people: { readonly current: Person | null; readonly available: readonly Person[] }
  readonly link: CentralLink
  readonly outbox: { readonly waiting: number; readonly oldestMs: number | null; readonly refused: number }
  /** Bench clock minus central's, milliseconds; null before the first contact. */
  readonly clockOffsetMs: number | null
  readonly readers: readonly ReaderSnapshot[]
  readonly settings: Settings
  /** The engine was started again after it died; shown once. */
  readonly recovered: boolean
  readonly data: BenchData
  /** The first run of an installed bench, until it is over; null afterwards, and where there is none. */
  readonly firstRun: FirstRun | null
  readonly invitation: Invitation | null
  /** The worst of what the status bar shows by no part of its own: database, backups, disk, clock, crashes. */
  readonly health: HealthStatus
}

export interface FirstRun {
  /** The last tag that a reader of this bench has read. */
  readonly read: { readonly tag: TagId; readonly readerName: string } | null
}

/** `attention`: somebody should look at it today. `stop`: the bench, or its data, is in danger now. */
export type HealthStatus = 'ok' | 'attention' | 'stop'

/** What happened to this bench's own data, until somebody has read it, and how its backups stand. Epoch milliseconds. */
export interface BenchData {
  readonly notices: readonly StoreNotice[]
  readonly lastBackupMs: number | null
  /** Why there is no newer backup; `detail`: mebibytes free for `diskLow`, else what the disk said. */
  readonly backupProblem: { readonly why: 'diskLow' | 'refused'; readonly detail: string } | null
}

export type StoreNotice =
  /** The database was damaged, and was made anew. The damaged one is kept in the folder `aside`. */
  | {
      readonly kind: 'restored'
      readonly atMs: number
      /** Null if nothing but the damaged database itself was needed. */
      readonly backupAtMs: number | null
      readonly aside: string
      /** Reads and intents that were saved from the damaged database. */
      readonly reads: number
      readonly intents: number
      /** False: something done since the backup may be missing. */
      readonly isWhole: boolean
    }
  /** Somebody had the database made anew from a backup. The one before is kept in the folder `aside`. */
  | {
      readonly kind: 'restoredByHand'
      readonly atMs: number
      readonly backupAtMs: number | null
      readonly aside: string
      /** Reads and intents that were taken over from the database before. */
      readonly reads: number
      readonly intents: number
      /** False: the database before could not be read whole. */
      readonly isWhole: boolean
      readonly by: string
      readonly reason: string
    }
  /** A newer program was installed and never came up: this one goes on from the backup of the moment before. */
  | {
      readonly kind: 'rolledBack'
      readonly atMs: number
      readonly backupAtMs: number
      /** The newer program's database is kept in this folder. */
      readonly aside: string
    }
  /** This bench goes on under a new identity, because its old one may be in use elsewhere or have a gap. */
  | {
      readonly kind: 'newIdentity'
      readonly atMs: number
      readonly why: 'sequenceUsed' | 'chainBroken' | 'tailUnproven'
    }

export interface Settings {
  readonly language: 'system' | 'en' | 'de' | 'en-XB'
  readonly scheme: 'system' | 'light' | 'dark'
  /** 0 to 1. */
  readonly volume: number
  readonly muted: boolean
}

/** How far a vial's tag has come. */
export type Saving = 'none' | 'saved' | 'sent' | 'confirmed' | 'refused'

export interface WorklistEntry {
  readonly procedure: Procedure
  /** Parts of it that only this bench knows yet. */
  readonly unsent: number
  readonly problem: IntentProblem | null
  /** Vials whose tag is on, in `procedure.vials` order. */
  readonly saving: readonly Saving[]
  /** Another bench holds it. */
  readonly claimedElsewhere: string | null
  /** This bench has begun and stopped in the middle. */
  readonly resumable: boolean
}

/** Why central refused what this bench asked: `kind` is looked up in the language files, with the rest as its values. */
export interface IntentProblem {
  readonly kind: string
  readonly [detail: string]: unknown
}

export interface WorklistSnapshot {
  readonly loading: boolean
  readonly toTag: readonly WorklistEntry[]
  readonly toReview: readonly WorklistEntry[]
  readonly queued: readonly WorklistEntry[]
  readonly running: readonly WorklistEntry[]
  /** Ended since local midnight, newest first, at most 200. */
  readonly doneToday: readonly WorklistEntry[]
  /** Types or states that this program doesn't know; shown by name. */
  readonly other: readonly WorklistEntry[]
}

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
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'readerGone'; readonly readerName: string }
  /** At `confirmLast`: another tag than the one saved last. */
  | { readonly kind: 'notTheLast'; readonly tag: TagId; readonly saved: TagId }
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
    readonly problem: IntentProblem | null
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

/** A cane with what is on it: stored, planned by an open procedure, or free. */
export interface CaneView extends Cane {
  readonly tankName: string
  readonly positions: readonly ('free' | 'stored' | 'planned')[]
  readonly free: number
}

export interface TankView {
  readonly tank: Tank
  readonly occupied: number
  /** Of 30 days, thinned for a picture; empty where places are chosen. */
  readonly levels: readonly LevelReading[]
}

export interface DevicesSnapshot {
  readonly devices: readonly { readonly device: Device; readonly procedure: Procedure | null }[]
  readonly tanks: readonly TankView[]
  /** Running first, then newest first; at most 50. */
  readonly refills: readonly Procedure[]
}

/** One row of the inventory search. */
export interface InventoryRow {
  readonly id: ContainerId
  readonly name: string
  readonly subjectCode: string
  readonly tag: TagId | null
  readonly place: Place | null
  readonly tankName: string | null
  readonly storedAt: string | null
}

/** `total` counts to 100,000 at most where counting further would keep the screen waiting; `exact` says so. */
export interface InventoryPage {
  readonly rows: readonly InventoryRow[]
  readonly offset: number
  readonly total: number
  readonly exact: boolean
}

/** A scan on a screen that expects none: the vial it belongs to. */
export interface FoundVial {
  readonly tag: TagId
  readonly container: InventoryRow | null
  readonly openProcedure: ProcedureId | null
}
