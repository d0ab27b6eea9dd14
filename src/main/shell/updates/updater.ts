// What the rules need of whoever asks the server, fetches a package and puts it in place.
import type { Result } from '../../../shared/result'
import type { ProgramSnapshot, UpdateRefusal } from '../../../shared/views/program'
import type { DiskRefusal } from '../disk'

export type Refused = { readonly kind: 'refused'; readonly why: UpdateRefusal; readonly version: string | null }
export type Unreachable = { readonly kind: 'unreachable'; readonly detail: string }

export type Checked =
  | { readonly kind: 'nothingNewer' }
  | { readonly kind: 'found'; readonly version: string }
  | Refused
  | Unreachable

export type Downloaded = { readonly kind: 'downloaded' } | { readonly kind: 'cancelled' } | Refused | Unreachable

/** Null: it is installed. */
export type Installed = Omit<NonNullable<ProgramSnapshot['notInstalled']>, 'version'> | null

/** None of these rejects. */
export interface Updater {
  /** Asks the server; what is found has a good signature and is newer. */
  check(): Promise<Checked>
  /** Fetches what `check` has found last. */
  download(progress: (receivedBytes: number, totalBytes: number | null) => void): Promise<Downloaded>
  cancel(): void
  /** Puts what was downloaded in the place of this program, which goes on running until it is ended. */
  install(): Promise<Installed>
}

/** What of fetch is used. */
export type UpdateFetch = (
  url: string,
  init: {
    readonly headers?: Record<string, string>
    readonly cache?: 'no-store'
    readonly signal: AbortSignal
  },
) => Promise<Response>

/** What the disk has refused, inside of an updater, where electron-updater knows errors only. */
export function orThrow<Value>(answer: Result<Value, DiskRefusal>): Value {
  if (!answer.ok) throw new Error(answer.problem.detail)
  return answer.value
}

/** Thrown inside of an updater, where electron-updater knows errors only. */
export class UpdateRefused extends Error {
  constructor(
    readonly why: UpdateRefusal,
    readonly version: string | null = null,
  ) {
    super(`The update is refused: ${why}`)
  }
}
