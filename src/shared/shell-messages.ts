// What shell and engine process tell each other, next to the renderers' ports. Types only: both ends are this program.
import type { Invitation } from './enrolment/central'
import type { Fingerprint } from './enrolment/fingerprint'
import type { ReaderSettings } from './model/reader-options'
import type { NotNow, ProgramSnapshot, UpdateAct } from './views/program'
import type { Settings } from './views/settings'

/** Names of what must not lie in the database. */
export type SecretName = 'benchToken' | 'benchPrivateKey' | 'benchNextIdentity'

/** Why a secret was not kept: by the disk with the system's code, such as `ENOSPC`, or by a key store that is locked. */
export type SecretNotKept =
  | { readonly kind: 'disk'; readonly code: string; readonly detail: string }
  | { readonly kind: 'locked'; readonly detail: string }

export interface ProgramFacts {
  readonly version: string
  /** Of the process that keeps the engine running: while it lives, the bench does. */
  readonly shellPid: number
  /** What an administrator has laid down for this machine; need not be there. */
  readonly policyFile: string
}

export interface CentralAddress {
  readonly url: string
  /** One-time enrolment code; null where the bench is known already, or is to be enrolled by hand. */
  readonly code: string | null
  /** Of central's key, as the administrator has named it. */
  readonly fingerprint?: Fingerprint
}

export interface EngineStart {
  readonly dataDir: string
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  /** Of the switch; `system` without one. It stands in for the setting `system`, and never for a language that somebody chose. */
  readonly language: Settings['language']
  /** From the switches. In demo mode it follows with `central`, once the embedded central runs. */
  readonly central: CentralAddress | null
  /** Nobody has chosen yet what this bench is to be: an installed program that was never set up. */
  readonly firstRun: boolean
  /** An engine of this run of the application has died before. */
  readonly recovered: boolean
  readonly program: ProgramFacts
  /** What the policy lays down for the readers. */
  readonly readerSettings: ReaderSettings
}

/** What a person is asked: where a new file goes, or which one is meant. */
export type FileChoice =
  | { readonly kind: 'save'; readonly name: string; readonly extension: 'zip' | 'db' }
  | { readonly kind: 'open'; readonly extension: 'db' }

export type ChosenFile =
  | { readonly kind: 'chosen'; readonly path: string }
  | { readonly kind: 'nothing' }
  /** The screen is a kiosk's, which has no way to the computer's files. */
  | { readonly kind: 'kiosk' }

export type ShellToEngine =
  | { readonly kind: 'start'; readonly start: EngineStart }
  /** Carries the port to a renderer. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'central'; readonly central: CentralAddress }
  /** Null where there is none, or none that this key store has written. */
  | { readonly kind: 'secret'; readonly id: number; readonly value: string | null }
  /** It is there, and the system's key store or the disk does not give it just now. */
  | { readonly kind: 'secretLocked'; readonly id: number; readonly detail: string }
  | { readonly kind: 'secretKept'; readonly id: number; readonly problem: SecretNotKept | null }
  | { readonly kind: 'fileChosen'; readonly id: number; readonly file: ChosenFile }
  /** Somebody has followed a link to this program. */
  | { readonly kind: 'invited'; readonly invitation: Invitation }
  /** The computer woke up. */
  | { readonly kind: 'resumed' }
  /** How the program and its update stand, for the screens. */
  | { readonly kind: 'program'; readonly program: ProgramSnapshot }
  /** `beforeUpdate`: the database is backed up when nothing can be written to it any more. */
  | { readonly kind: 'stop'; readonly beforeUpdate: boolean }

export type EngineToShell =
  | { readonly kind: 'ready' }
  | { readonly kind: 'getSecret'; readonly id: number; readonly name: SecretName }
  | { readonly kind: 'setSecret'; readonly id: number; readonly name: SecretName; readonly value: string }
  /** A person is to say where a file goes, or which one is meant. */
  | { readonly kind: 'chooseFile'; readonly id: number; readonly choice: FileChoice }
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** The central that this bench now belongs to. */
  | { readonly kind: 'enrolled'; readonly centralUrl: string }
  /** On the first run somebody wants the demonstration. */
  | { readonly kind: 'demoChosen' }
  /** The first screen is painted, and this engine stands behind it. */
  | { readonly kind: 'shown' }
  /** What keeps the program from ending for an update just now. */
  | { readonly kind: 'busy'; readonly busy: NotNow | null }
  | { readonly kind: 'updateAct'; readonly act: UpdateAct }
  /** `noBackup`: why the backup that was asked for could not be made. */
  | { readonly kind: 'stopped'; readonly noBackup: string | null }
