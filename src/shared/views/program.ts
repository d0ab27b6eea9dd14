// The program itself: its version, and how its update stands. Plain data only; the shell tells the engine.
/** Why a downloaded version is not installed this moment. */
export type NotNow =
  /** A vial may be in somebody's hand. */
  | 'procedureOpen'
  /** Central is being told what was done here. */
  | 'sending'

/** Why what the update server offers is not taken. */
export type UpdateRefusal =
  | 'unsigned'
  | 'wronglySigned'
  /** The package is not the one that the signed list names. */
  | 'damaged'
  /** Older than what is installed: withdrawn, or replayed by somebody. */
  | 'older'
  /** The list can't be understood, or names no package for this computer. */
  | 'unreadable'
  /** This version was tried here and did not come up. */
  | 'failedHere'

export type UpdateState =
  | { readonly kind: 'off'; readonly why: 'noServer' | 'noKey' | 'otherWay' }
  /** Nothing newer, as far as is known. */
  | { readonly kind: 'idle' }
  /** `failures`: attempts in a row that the server did not answer. */
  | { readonly kind: 'checking'; readonly failures: number }
  /** Somebody has stopped its download. */
  | { readonly kind: 'available'; readonly version: string }
  | {
      readonly kind: 'downloading'
      readonly version: string
      readonly receivedBytes: number
      /** Null until the server has said. */
      readonly totalBytes: number | null
      readonly failures: number
    }
  /** The server did not answer, or stopped in the middle; it is tried again by itself. */
  | {
      readonly kind: 'retrying'
      readonly version: string | null
      readonly failures: number
      readonly detail: string
    }
  | { readonly kind: 'ready'; readonly version: string }
  /** Somebody wants it installed, and it will be as soon as it may. */
  | { readonly kind: 'waiting'; readonly version: string; readonly why: NotNow }
  | { readonly kind: 'installing'; readonly version: string }
  | { readonly kind: 'refused'; readonly why: UpdateRefusal; readonly version: string | null }

export interface ProgramSnapshot {
  readonly version: string
  /** Epoch milliseconds; null before the first answer of the update server. */
  readonly lastCheckMs: number | null
  readonly update: UpdateState
  /** The last version that was installed and did not come up: the one before it was put back. */
  readonly rolledBack: { readonly version: string; readonly atMs: number } | null
  /** Why the last attempt to install has changed nothing. */
  readonly notInstalled: {
    readonly version: string
    readonly why: 'noBackup' | 'notPermitted' | 'failed'
    readonly detail: string
  } | null
}

/** What a person can ask of the update. */
export type UpdateAct = 'check' | 'download' | 'cancel' | 'restart'

/** Of a program that no shell has said anything about: development, and tests of the engine alone. */
export const unknownProgram: ProgramSnapshot = {
  version: '',
  lastCheckMs: null,
  update: { kind: 'off', why: 'otherWay' },
  rolledBack: null,
  notInstalled: null,
}
