// What happened to a bench's own data, and how its backups stand.
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

/** What happened to this bench's own data, until somebody has read it, and how its backups stand. Epoch milliseconds. */
export interface BenchData {
  readonly notices: readonly StoreNotice[]
  readonly lastBackupMs: number | null
  /** Why there is no newer backup; `detail`: mebibytes free for `diskLow`, else what the disk said. */
  readonly backupProblem: { readonly why: 'diskLow' | 'refused'; readonly detail: string } | null
}
