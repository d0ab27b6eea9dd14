import { errorCode, errorText } from '../../../shared/error-text'
import type { NotSaved } from '../../../shared/views/refusal'

/** The bench has no keys to sign an act with: its key store is locked, or it is not enrolled. */
export class NoKeys extends Error {
  override readonly name = 'NoKeys'
}

/** Why a write did not come to be, for whoever asked for it. Only what the disk itself has refused is blamed on the disk. */
export const notSavedBy = (error: unknown): NotSaved => ({
  kind: 'notSaved',
  why: whyOf(error),
  detail: errorText(error),
})

function whyOf(error: unknown): NotSaved['why'] {
  if (error instanceof NoKeys) return 'noKeys'
  const code = errorCode(error) ?? ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'full'
  return /^(SQLITE_|E[A-Z]+$)/.test(code) ? 'disk' : 'failed'
}
