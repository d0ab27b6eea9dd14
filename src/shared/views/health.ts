// How a bench is: what the health page shows, the status bar sums up and a monitoring agent asks. Plain data only.
// Times are epoch milliseconds of the bench's clock.

import type { ReaderConnection } from '../model/reader'
import type { CentralLink } from './central-link'
import type { BenchData } from './store-notice'

/** `attention`: somebody should look at it today. `stop`: the bench, or its data, is in danger now. */
export type HealthStatus = 'ok' | 'attention' | 'stop'

/** So long a crash counts, for the verdict and in the sentence that tells of it. */
export const crashesCountMs = 24 * 60 * 60 * 1000

/** Dates of a clock that was far ahead would count for years. */
export const isRecentCrash = ({ atMs }: Pick<Crash, 'atMs'>, nowMs: number): boolean =>
  Math.abs(nowMs - atMs) < crashesCountMs

/** One thing that ended as it should not have. */
export interface Crash {
  readonly atMs: number
  readonly what: 'engine' | 'central' | 'window' | 'unknown'
  /** Exit code or reason, as the system gave it; null where only a dump tells. */
  readonly how: string | null
  /** Its dump, kept on this computer. */
  readonly dump: { readonly name: string; readonly bytes: number } | null
}

export interface HealthReader {
  readonly id: string
  readonly model: string
  readonly modelName: string
  readonly seat: string
  readonly simulated: boolean
  readonly connection: ReaderConnection
}

/** A reader's connection became another one. */
export interface ReaderMove {
  readonly atMs: number
  readonly id: string
  readonly connection: ReaderConnection['kind']
}

/** All that the bench knows of itself, gathered at one moment. */
export interface HealthFacts {
  readonly startedMs: number
  readonly benchName: string
  readonly mode: 'demo' | 'bench'
  readonly database: {
    /** Why it can't be worked with; null for one that is open. */
    readonly problem: string | null
    readonly bytes: number
    readonly logBytes: number
    readonly schemaVersion: number
    /** When it was last looked through, and what was found; null before the first time of this run. */
    readonly checked: { readonly atMs: number; readonly problem: string | null } | null
  }
  readonly backup: { readonly lastMs: number | null; readonly problem: BenchData['backupProblem'] }
  readonly outbox: { readonly waiting: number; readonly oldestMs: number | null; readonly conflicts: number }
  readonly central: { readonly link: CentralLink; readonly lastContactMs: number | null }
  readonly clock: { readonly offsetMs: number | null; readonly verdict: 'unknown' | 'right' | 'off' | 'wrong' }
  /** What central has told and this program could not take; `entity` and `key` of the first. Absent in what an older program has written. */
  readonly feed?: { readonly aside: number; readonly entity: string | null; readonly key: string | null } | undefined
  readonly readers: readonly HealthReader[]
  readonly readerMoves: readonly ReaderMove[]
  /** Of the disk with the bench's data; null where the system does not say. */
  readonly disk: { readonly freeBytes: number | null }
  /** Newest first. */
  readonly crashes: readonly Crash[]
}

/** What each thing that is looked at can be found to be. */
export interface HealthFindings {
  readonly database: 'sound' | 'unchecked' | 'damaged' | 'notOpen'
  readonly backup: 'recent' | 'notYet' | 'overdue' | 'failing' | 'failingLong'
  readonly disk: 'enough' | 'low' | 'full' | 'unknown'
  /** `quiet`: ready, and nothing came for a while from any that can't be asked whether it is well. */
  readonly readers: 'ready' | 'quiet' | 'quietLong' | 'none' | 'away' | 'blocked'
  readonly central:
    | 'connected'
    | 'connecting'
    | 'offline'
    | 'offlineLong'
    | 'onPurpose'
    | 'onPurposeLong'
    | 'notEnrolled'
    | 'refused'
    | 'revoked'
    | 'keyStoreLocked'
    | 'keysLost'
  readonly outbox: 'empty' | 'moving' | 'waiting' | 'waitingOffline' | 'waitingLong' | 'conflicts'
  readonly clock: 'right' | 'unknown' | 'off' | 'wrong'
  readonly feed: 'whole' | 'aside'
  readonly crashes: 'none' | 'some' | 'many'
}

export type HealthCheckName = keyof HealthFindings

export type HealthCheck = {
  readonly [Name in HealthCheckName]: {
    readonly name: Name
    readonly found: HealthFindings[Name]
    readonly status: HealthStatus
  }
}[HealthCheckName]

export interface Health {
  /** The worst of the checks. */
  readonly status: HealthStatus
  readonly checks: readonly HealthCheck[]
}

/** A backup as the list shows it. */
export interface BackupRow {
  readonly name: string
  readonly atMs: number
  readonly bytes: number
  readonly kind: 'timed' | 'beforeUpdate'
  /** `checking`: it was read back when it was made, and is being read once more. */
  readonly verdict: 'good' | 'damaged' | 'checking'
}

export interface LogLine {
  readonly time: string
  readonly level: 'warn' | 'error'
  readonly part: string
  readonly text: string
}

/** What the program is made of, for whoever has to find a fault in it. */
export interface Program {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  /** Name, version and architecture of the operating system. */
  readonly system: string
}

export interface HealthSnapshot extends Health {
  readonly facts: HealthFacts
  readonly program: Program & { readonly sqlite: string }
  readonly dataDir: string
  /** Newest first. */
  readonly backups: readonly BackupRow[]
  /** The last warnings and errors, newest first. */
  readonly log: readonly LogLine[]
  /** The diagnostics file that is being written: files of it that are done, and all. */
  readonly writing: { readonly done: number; readonly all: number } | null
}

/** A backup that was looked through and may be restored. */
export interface RestoreCandidate {
  /** Of the backup in the bench's own folder; of the file's last change otherwise. */
  readonly atMs: number
  readonly reads: number
  readonly intents: number
  readonly facilityName: string | null
  /** Acts that only the present database has: they are taken over. */
  readonly newerIntents: number
}

/** Why a file can't be restored from. */
export type CandidateProblem = 'noSuchFile' | 'notABackup' | 'damaged' | 'newer' | 'otherBench'

/** A file that was written where a person wanted it. */
export interface SavedFile {
  readonly file: string
  readonly bytes: number
}
