// What a central's address from the switches, or from the embedded central, means for a bench that may have one already. Pure.
import type { CentralAddress } from './ipc/shell-messages'
import type { Identity } from './store/contract'

export type CentralChoice =
  | { readonly kind: 'keep' }
  | { readonly kind: 'enrol'; readonly url: string; readonly code: string }
  /** The same central at another address. */
  | { readonly kind: 'move'; readonly url: string }

/** `https://central/` and `https://central` are one address. */
const plain = (url: string): string => url.replace(/\/+$/, '')

/** The embedded central listens on this computer only. */
const isHere = (url: string): boolean =>
  URL.canParse(url) && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(new URL(url).hostname)

/**
 * A code is used once, so a bench that is at home at this address keeps what it has. At another address a code means
 * another central, and none means that central has moved. The embedded central has another port at each start; a bench that
 * belongs to a central elsewhere is never led to it, whatever the shell believes.
 */
export function centralChoice(
  mode: 'demo' | 'bench',
  identity: Pick<Identity, 'centralUrl'> | null,
  { url, code }: CentralAddress,
): CentralChoice {
  if (identity === null) return code === null ? { kind: 'keep' } : { kind: 'enrol', url: plain(url), code }
  if (plain(identity.centralUrl) === plain(url)) return { kind: 'keep' }
  if (mode === 'demo') return isHere(identity.centralUrl) ? { kind: 'move', url: plain(url) } : { kind: 'keep' }
  return code === null ? { kind: 'move', url: plain(url) } : { kind: 'enrol', url: plain(url), code }
}
