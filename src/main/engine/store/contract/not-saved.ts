import { errorText } from '../../../../shared/error-text'
import type { NotSaved } from '../../../../shared/views/refusal'

/** The bench has no keys to sign an act with: its key store is locked, or it is not enrolled. */
export class NoKeys extends Error {
  override readonly name = 'NoKeys'
}

/** Why a write did not come to be, for whoever asked for it. */
export const notSavedBy = (error: unknown): NotSaved => ({
  kind: 'notSaved',
  why: error instanceof NoKeys ? 'noKeys' : 'disk',
  detail: errorText(error),
})
