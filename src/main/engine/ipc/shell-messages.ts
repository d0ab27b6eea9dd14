// What shell and engine process tell each other, next to the renderers' ports. Types only: both ends are this program.
import type { NotNow, ProgramSnapshot, UpdateAct } from '../../../shared/ipc/program'
import type { Settings } from '../../../shared/ipc/snapshots'
import type { SecretName } from '../secrets'

export interface CentralAddress {
  readonly url: string
  /** One-time enrolment code; null where the bench is known already, or is to be enrolled by hand. */
  readonly code: string | null
}

export interface EngineStart {
  readonly dataDir: string
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  /** Of the switch; `system` without one. It stands in for the setting `system`, and never for a language that somebody chose. */
  readonly language: Settings['language']
  /** From the switches. In demo mode it follows with `central`, once the embedded central runs. */
  readonly central: CentralAddress | null
  /** An engine of this run of the application has died before. */
  readonly recovered: boolean
}

export type ShellToEngine =
  | { readonly kind: 'start'; readonly start: EngineStart }
  /** Carries the port to a renderer. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'central'; readonly central: CentralAddress }
  | { readonly kind: 'secret'; readonly id: number; readonly value: string | null }
  | { readonly kind: 'secretKept'; readonly id: number; readonly problem: string | null }
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
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** The central that this bench now belongs to. */
  | { readonly kind: 'enrolled'; readonly centralUrl: string }
  /** The first screen is painted, and this engine stands behind it. */
  | { readonly kind: 'shown' }
  /** What keeps the program from ending for an update just now. */
  | { readonly kind: 'busy'; readonly busy: NotNow | null }
  | { readonly kind: 'updateAct'; readonly act: UpdateAct }
  /** `noBackup`: why the backup that was asked for could not be made. */
  | { readonly kind: 'stopped'; readonly noBackup: string | null }
