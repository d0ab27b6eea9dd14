// What shell and engine process tell each other, next to the renderers' ports. Types only: both ends are this program.
import type { Invitation } from '../../../shared/enrolment/central'
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import type { Settings } from '../../../shared/ipc/snapshots'
import type { SecretName } from '../secrets'

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
}

export type ShellToEngine =
  | { readonly kind: 'start'; readonly start: EngineStart }
  /** Carries the port to a renderer. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'central'; readonly central: CentralAddress }
  | { readonly kind: 'secret'; readonly id: number; readonly value: string | null }
  | { readonly kind: 'secretKept'; readonly id: number; readonly problem: string | null }
  /** Somebody has followed a link to this program. */
  | { readonly kind: 'invited'; readonly invitation: Invitation }
  /** The computer woke up. */
  | { readonly kind: 'resumed' }
  | { readonly kind: 'stop' }

export type EngineToShell =
  | { readonly kind: 'ready' }
  | { readonly kind: 'getSecret'; readonly id: number; readonly name: SecretName }
  | { readonly kind: 'setSecret'; readonly id: number; readonly name: SecretName; readonly value: string }
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** The central that this bench now belongs to. */
  | { readonly kind: 'enrolled'; readonly centralUrl: string }
  /** On the first run somebody wants the demonstration. */
  | { readonly kind: 'demoChosen' }
  | { readonly kind: 'stopped' }
